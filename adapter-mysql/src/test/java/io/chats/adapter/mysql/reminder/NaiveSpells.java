package io.chats.adapter.mysql.reminder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The spells of one client in one chat, computed from lists alone. A spell is named by the {@code
 * seq} of the first message that was unread when the spell was noticed.
 */
final class NaiveSpells {

  /** For each message, the first at 0, whether it counts as unread. */
  private final List<Boolean> messages = new ArrayList<>();

  private final Set<Integer> reminded = new HashSet<>();
  private Optional<Integer> open = Optional.empty();
  private int read;
  private boolean takesPart = true;
  private boolean closed;
  private boolean heirTakesPart;
  private int heirRead;

  int lastSeq() {
    return messages.size();
  }

  boolean isClosed() {
    return closed;
  }

  boolean takesPart() {
    return takesPart;
  }

  boolean heirTakesPart() {
    return heirTakesPart;
  }

  /** The open spell that is still to be reminded of. */
  Optional<Integer> due() {
    return open.filter(first -> !reminded.contains(first));
  }

  /** Returns whether the spell may be reminded of now. */
  boolean isClaimable() {
    return due().isPresent() && isWaiting();
  }

  void post(boolean counts) {
    messages.add(counts);
  }

  void read(int upTo) {
    read = Math.max(read, upTo);
    if (firstUnread().isEmpty()) {
      open = Optional.empty();
    }
  }

  void leave() {
    takesPart = false;
    open = Optional.empty();
  }

  void comeBack() {
    takesPart = true;
  }

  void handOver() {
    leave();
    heirTakesPart = true;
    heirRead = Math.max(heirRead, read);
  }

  void heirReads(int upTo) {
    heirRead = Math.max(heirRead, upTo);
  }

  void handBack() {
    heirTakesPart = false;
    read = Math.max(read, heirRead);
    comeBack();
  }

  void close() {
    closed = true;
  }

  void notice() {
    open = isWaiting() ? open.or(this::firstUnread) : Optional.empty();
  }

  void remind() {
    open.ifPresent(reminded::add);
  }

  private boolean isWaiting() {
    return takesPart && !closed && firstUnread().isPresent();
  }

  private Optional<Integer> firstUnread() {
    return IntStream.rangeClosed(read + 1, messages.size())
        .filter(seq -> messages.get(seq - 1))
        .boxed()
        .findFirst();
  }
}
