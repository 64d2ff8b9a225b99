package io.chats.adapter.websocket.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.outbound.OutboundQueue.Offer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

  private static final int LIMIT = 10_000;

  private final NodeBudget budget = new NodeBudget(Long.MAX_VALUE);
  private final OutboundQueue queue = new OutboundQueue(LIMIT, budget);

  @Test
  void holdsFramesUntilItIsOpen() {
    assertThat(queue.offer(frame("a"))).isEqualTo(Offer.QUEUED);
    assertThat(queue.open()).isTrue();
    assertThat(next()).isEqualTo("a");
    assertThat(queue.next()).isEmpty();
  }

  @Test
  void hasOneWriter() {
    assertThat(queue.open()).isFalse();
    assertThat(queue.offer(frame("a"))).isEqualTo(Offer.WRITE);
    assertThat(queue.offer(frame("b"))).isEqualTo(Offer.QUEUED);
    assertThat(next()).isEqualTo("ab");
    assertThat(queue.offer(frame("c"))).isEqualTo(Offer.QUEUED);
    assertThat(next()).isEqualTo("c");
    assertThat(queue.next()).isEmpty();
    assertThat(queue.offer(frame("d"))).isEqualTo(Offer.WRITE);
  }

  @Test
  void aNewerFrameSupersedesAnOlderOneOfItsTopic() {
    queue.offer(frame("1", "x"));
    queue.offer(frame("2"));
    queue.offer(frame("3", "x"));
    queue.offer(frame("4", "y"));

    assertThat(next()).isEqualTo("234");
  }

  @Test
  void theSameFrameCanBeSentAgain() {
    OutboundFrame frame = frame("a");
    queue.offer(frame);
    queue.offer(frame);

    assertThat(next()).isEqualTo("aa");
  }

  @Test
  void supersededFramesDoNotCount() {
    String text = "t".repeat(100);
    for (int i = 0; i < 1_000; i++) {
      assertThat(queue.offer(frame(text, "x"))).isEqualTo(Offer.QUEUED);
    }
  }

  @Test
  void aPacedFrameSupersedesToo() {
    String text = "t".repeat(100);
    for (int i = 0; i < 1_000; i++) {
      queue.offer(frame(text, "x"));
      queue.offerPaced(frame("last", "x"));
    }
    assertThat(queue.bytes()).as("of the only frame that counts").isLessThan(200);
    queue.offer(frame("z"));
    assertThat(next()).isEqualTo("lastz");
  }

  @Test
  void overflowsByBytes() {
    assertThat(queue.offer(frame("t".repeat(9_000)))).isEqualTo(Offer.QUEUED);
    assertThat(queue.offer(frame("t".repeat(900)))).isEqualTo(Offer.OVERFLOW);
    assertThat(queue.offer(frame("t"))).isEqualTo(Offer.QUEUED);
  }

  @Test
  void countsTheOverheadOfTinyFrames() {
    int taken = 0;
    while (queue.offer(frame("t")) == Offer.QUEUED) {
      taken++;
    }
    assertThat(taken).isLessThan(LIMIT / 100);
  }

  @Test
  void takesOneFrameOfAnyLength() {
    assertThat(queue.offer(frame("t".repeat(5 * LIMIT)))).isEqualTo(Offer.QUEUED);
    assertThat(queue.offer(frame("t"))).isEqualTo(Offer.OVERFLOW);
    assertThat(next()).hasSize(5 * LIMIT);
    assertThat(queue.offer(frame("t"))).isEqualTo(Offer.QUEUED);
  }

  @Test
  void makesBatchesOfABoundedSize() {
    OutboundQueue large = new OutboundQueue(1 << 20, budget);
    for (int i = 0; i < 30; i++) {
      large.offer(frame("t".repeat(10_000)));
    }
    ByteBuffer batch = large.next().orElseThrow();
    assertThat(batch.remaining()).isBetween(50_000, 65_536);
  }

  @Test
  void theLastFrameIsTakenInSpiteOfTheBound() {
    queue.offer(frame("t".repeat(2 * LIMIT)));

    assertThat(queue.end(frame("end"))).isEqualTo(Offer.QUEUED);
    assertThat(queue.offer(frame("a"))).isEqualTo(Offer.ENDED);
    assertThat(queue.end(frame("again"))).isEqualTo(Offer.ENDED);
    assertThat(queue.isDone()).isFalse();
    assertThat(next()).endsWith("end");
    assertThat(queue.isDone()).isTrue();
  }

  @Test
  void afterADropOnlyTheLastFrameIsTaken() {
    queue.offer(frame("a"));
    queue.drop();

    assertThat(queue.offer(frame("b"))).isEqualTo(Offer.ENDED);
    queue.end(frame("end"));
    assertThat(next()).isEqualTo("end");
  }

  @Test
  void afterADiscardNothingIsTaken() {
    queue.offer(frame("a"));
    queue.discard();

    assertThat(queue.end(frame("end"))).isEqualTo(Offer.ENDED);
    assertThat(queue.next()).isEmpty();
  }

  @Test
  void countsWhatWaitsOrIsWrittenInTheBudgetUntilItIsGone() {
    OutboundQueue other = new OutboundQueue(LIMIT, budget);
    OutboundFrame shared = frame("t".repeat(5_000));
    queue.offer(shared);
    other.offer(shared);
    assertThat(budget.held()).as("shared").isBetween(5_000L, 6_000L);

    queue.next();
    other.drop();
    assertThat(budget.held()).as("written").isEqualTo(5_000);
    queue.offer(frame("a", "x"));
    queue.offer(frame("b", "x"));
    queue.offerPaced(frame("c"));
    queue.next();
    assertThat(budget.held()).as("joined to a batch").isEqualTo(4);
    queue.next();
    assertThat(budget.held()).isZero();

    queue.offer(shared);
    queue.next();
    queue.offer(frame("d"));
    queue.discard();
    other.discard();
    assertThat(budget.held()).as("discarded").isZero();
  }

  @Test
  void notifiesOfWhatExceedsTheBudget() {
    NodeBudget small = new NodeBudget(300);
    int[] notified = new int[1];
    small.onExceeded(() -> notified[0]++);
    OutboundQueue limited = new OutboundQueue(LIMIT, small);
    limited.offer(frame("a"));
    assertThat(notified[0]).isZero();
    limited.offer(frame("t".repeat(200)));
    assertThat(notified[0]).isPositive();
  }

  private static OutboundFrame frame(String text) {
    return OutboundFrame.framed(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static OutboundFrame frame(String text, String topic) {
    ByteBuffer framed = OutboundFrame.text(text, Optional.of(topic)).bytes();
    assertThat(framed.remaining()).isEqualTo(text.length() + 2);
    return OutboundFrame.text(text, Optional.of(topic));
  }

  /** The next batch without the headers of frames. */
  private String next() {
    ByteBuffer batch = queue.next().orElseThrow();
    return StandardCharsets.ISO_8859_1.decode(batch).toString().replaceAll("[^a-z0-9]", "");
  }
}
