package io.chats.adapter.nats.bus.dispatch;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.nats.bus.request.RequestCall.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * For any tasks in lanes: each runs once, and never at the same time as one it must not overlap
 * with.
 */
class ChatLanesPropertiesTest {

  @Property(tries = 300)
  void keepTheOrderThatTheyMust(
      @ForAll @Size(max = 200) List<Kind> kinds,
      @ForAll boolean prompt,
      @ForAll @IntRange(min = 1, max = 4) int subjects) {
    List<List<Probe>> expected = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ChatLanes lanes = new ChatLanes(executor, Integer.MAX_VALUE);
      for (int subject = 0; subject < subjects; subject++) {
        expected.add(new ArrayList<>());
      }
      for (int i = 0; i < kinds.size(); i++) {
        List<Probe> lane = expected.get(i % subjects);
        boolean blocks = !prompt || kinds.get(i) != Kind.READ || i % 3 == 0;
        Probe probe = new Probe(kinds.get(i), blocks, List.copyOf(lane), executor);
        lane.add(probe);
        assertThat(lanes.add(i % subjects, probe)).isTrue();
      }
      await().pollDelay(ZERO).pollInterval(ofMillis(1)).until(lanes::isEmpty);
    }
    assertThat(expected)
        .allSatisfy(lane -> assertThat(lane).allMatch(p -> p.runs.get() == 1 && !p.disordered));
  }

  /** A task that, when it starts, looks at the tasks that were put into its lane before it. */
  private static final class Probe implements ChatLanes.Task {

    private final Kind kind;
    private final boolean blocks;
    private final List<Probe> before;
    private final ExecutorService executor;
    private final AtomicInteger runs = new AtomicInteger();
    private volatile boolean started;
    private volatile boolean over;
    private volatile boolean disordered;

    Probe(Kind kind, boolean blocks, List<Probe> before, ExecutorService executor) {
      this.kind = kind;
      this.blocks = blocks;
      this.before = before;
      this.executor = executor;
    }

    @Override
    public Kind kind() {
      return kind;
    }

    @Override
    public boolean blocks() {
      return blocks;
    }

    @Override
    public CompletionStage<?> start() {
      started = true;
      runs.incrementAndGet();
      disordered = before.stream().anyMatch(this::isAhead);
      if (kind == Kind.POST || !blocks) {
        return CompletableFuture.runAsync(() -> over = true, executor);
      }
      over = true;
      return CompletableFuture.completedFuture(null);
    }

    private boolean isAhead(Probe other) {
      boolean overlaps = kind == other.kind && kind != Kind.CHANGE;
      boolean isInOrder = kind == Kind.READ ? overlaps || other.over : other.started;
      return !isInOrder || !(overlaps || other.over);
    }
  }
}
