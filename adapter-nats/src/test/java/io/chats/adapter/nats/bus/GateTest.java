package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GateTest {

  private final List<String> seen = new ArrayList<>();

  @Test
  void whatFindsNoRoomBeginsInTheOrderOfArrivalWhenThereIsRoom() {
    Gate gate = new Gate(10, Runnable::run);
    Guest first = new Guest("first", 6);
    Guest second = new Guest("second", 6);
    Guest small = new Guest("small", 1);
    gate.enter(first);
    gate.enter(second);
    gate.enter(small);
    assertThat(seen).containsExactly("first begins");
    gate.leave(first);
    assertThat(seen).containsExactly("first begins", "second begins", "small begins");
  }

  @Test
  void whatIsLargerThanAllRoomTakesAllOfIt() {
    Gate gate = new Gate(10, Runnable::run);
    Guest large = new Guest("large", 1_000);
    Guest small = new Guest("small", 1);
    gate.enter(large);
    gate.enter(small);
    gate.leave(large);
    gate.leave(small);
    gate.enter(large);
    assertThat(seen).containsExactly("large begins", "small begins", "large begins");
  }

  @Test
  void whatCannotBeginAnyMoreIsRefused() {
    Executor closed =
        task -> {
          throw new RejectedExecutionException();
        };
    Gate gate = new Gate(1, closed);
    Guest first = new Guest("first", 1);
    gate.enter(first);
    gate.enter(new Guest("second", 1));
    gate.leave(first);
    assertThat(seen).containsExactly("first begins", "second is refused");
  }

  @Property
  void neverHoldsMoreThanThereIsRoomForAndForgetsNobody(
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 15) Integer> sizes) {
    List<Guest> inside = new ArrayList<>();
    Gate gate = new Gate(10, Runnable::run);
    Queue<Guest> begun = new ArrayDeque<>();
    for (int size : sizes) {
      Guest guest = new Guest("guest", size);
      guest.whenBegun =
          () -> {
            inside.add(guest);
            begun.add(guest);
            assertThat(inside.stream().mapToInt(g -> Math.min(g.size(), 10)).sum())
                .isLessThanOrEqualTo(10);
          };
      gate.enter(guest);
    }
    int left = 0;
    while (!begun.isEmpty()) {
      Guest next = begun.remove();
      inside.remove(next);
      gate.leave(next);
      left++;
    }
    assertThat(left).isEqualTo(sizes.size());
  }

  private final class Guest implements Gate.Entrant {

    private final String name;
    private final int size;
    private Runnable whenBegun = () -> {};

    Guest(String name, int size) {
      this.name = name;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public void begin() {
      seen.add(name + " begins");
      whenBegun.run();
    }

    @Override
    public void refuse() {
      seen.add(name + " is refused");
    }
  }
}
