package io.chats.launcher.cluster.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages and read marks of a chat that a client received over all of its connections. Written
 * by the client's thread, read by any.
 */
final class ReceivedChat {

  private final List<ReceivedMessage> messages = new ArrayList<>();
  private final Map<Long, Long> readUpTo = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long ownReadSeq;
  private long opponentReadSeq;

  /** Adds a message; it is a fault if it does not follow the last one. */
  synchronized void see(ReceivedMessage seen) {
    long last = lastSeq();
    if (seen.message().seq() != last + 1) {
      faults.add("after " + last + " came " + seen);
    }
    messages.add(seen);
  }

  /** Adds a read mark; it is a fault if it goes back. */
  synchronized void read(long reader, long messageId) {
    Long before = readUpTo.put(reader, messageId);
    if (before != null && before > messageId) {
      faults.add("user " + reader + " had read " + before + ", and then " + messageId);
    }
  }

  /** Adds the marks of a sync; it is a fault if they go back. */
  synchronized void synced(long ownSeq, long opponentSeq) {
    if (ownSeq < ownReadSeq || opponentSeq < opponentReadSeq) {
      faults.add(
          "a sync said %d and %d were read, after %d and %d"
              .formatted(ownSeq, opponentSeq, ownReadSeq, opponentReadSeq));
    }
    ownReadSeq = ownSeq;
    opponentReadSeq = opponentSeq;
  }

  synchronized long lastSeq() {
    return messages.isEmpty() ? 0 : messages.getLast().message().seq();
  }

  synchronized Optional<ReceivedMessage> last() {
    return messages.isEmpty() ? Optional.empty() : Optional.of(messages.getLast());
  }

  synchronized List<ReceivedMessage> messages() {
    return List.copyOf(messages);
  }

  /** Returns whether the last mark of the reader covers all messages. */
  synchronized boolean isShownReadToTheEnd(long reader) {
    return readUpTo.getOrDefault(reader, 0L) == messages.getLast().message().id();
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
