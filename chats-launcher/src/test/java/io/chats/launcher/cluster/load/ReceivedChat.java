package io.chats.launcher.cluster.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one client was sent of one chat, over all of its connections. Written by the client's
 * thread, read by any.
 */
final class ReceivedChat {

  private final List<ReceivedMessage> messages = new ArrayList<>();
  private final Map<Long, Long> readUpTo = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long ownReadSeq;
  private long opponentReadSeq;

  /** Takes a message in; one that does not follow on the last one is a fault. */
  synchronized void see(ReceivedMessage seen) {
    long last = lastSeq();
    if (seen.message().seq() != last + 1) {
      faults.add("after " + last + " came " + seen);
    }
    messages.add(seen);
  }

  /** Takes a read mark in; one that goes back is a fault. */
  synchronized void read(long reader, long messageId) {
    Long before = readUpTo.put(reader, messageId);
    if (before != null && before > messageId) {
      faults.add("user " + reader + " had read " + before + ", and then " + messageId);
    }
  }

  /** Takes in what a sync says of the marks; that they went back is a fault. */
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

  /** Whether it was sent that the reader has read all. */
  synchronized boolean isShownReadToTheEnd(long reader) {
    return readUpTo.getOrDefault(reader, 0L) == messages.getLast().message().id();
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
