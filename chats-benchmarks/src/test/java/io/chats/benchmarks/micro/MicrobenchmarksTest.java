package io.chats.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark still runs; so short a measurement has no meaning. */
class MicrobenchmarksTest {

  private static final Options ONCE =
      new OptionsBuilder()
          .forks(0)
          .warmupIterations(0)
          .measurementIterations(1)
          .measurementTime(TimeValue.milliseconds(50))
          .shouldFailOnError(true)
          .verbosity(VerboseMode.SILENT)
          .build();

  @Test
  void allRun() throws RunnerException {
    Collection<RunResult> results = new Runner(ONCE).run();
    assertThat(results)
        .extracting(it -> it.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)", "$1"))
        .containsExactlyInAnyOrder(
            "FrameCodecs.decodeMessage",
            "FrameCodecs.encodeMessage",
            "BusCodecs.decodeGetChat",
            "BusCodecs.decodePostMessage",
            "BusCodecs.encodeChat",
            "BusCodecs.encodeMessage",
            "BusRouting.getChat",
            "BusRouting.postMessage",
            "EventFanOut.sendToAll",
            "EventFanOut.sendToAll",
            "EventFanOut.sendToAll");
    assertThat(results).allSatisfy(it -> assertThat(it.getPrimaryResult().getScore()).isPositive());
  }
}
