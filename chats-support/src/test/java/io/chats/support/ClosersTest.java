package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosersTest {

  private final List<String> closed = new ArrayList<>();
  private final Closers closers = new Closers();

  @Test
  void closesTheLatestFirstAndEachOnce() {
    closers.add("first", () -> closed.add("first"));
    closers.add("second", () -> closed.add("second"));
    closers.close();
    closers.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersOpen() {
    closers.add("first", () -> closed.add("first"));
    closers.add(
        "failing",
        () -> {
          throw new IllegalStateException("on purpose");
        });
    closers.add(
        "failing badly",
        () -> {
          throw new StackOverflowError("on purpose");
        });
    closers.close();
    assertThat(closed).containsExactly("first");
  }
}
