package io.chats.benchmarks.suite;

import io.chats.benchmarks.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all scenarios and prints one table. After a build, in the root folder:
 *
 * <pre>
 * java -jar chats-benchmarks/target/chats-benchmarks.jar
 * </pre>
 *
 * <p>Arguments: {@code only=busy,calm} (names of scenarios), {@code rounds=5}, {@code warming=60}
 * (seconds before all), {@code warmup=2} and {@code seconds=6} (of each measurement), {@code
 * rate=3000} (of the open loop), {@code age=1} (share of ten million messages), {@code peer=FOLDER}
 * (a server of another make for comparison), {@code node=JAR}, {@code jvm=OPTIONS} (of the node).
 * It needs {@code nats-server}, {@code mariadbd} and {@code redis-server} on the path, and a
 * machine that does nothing else.
 */
public final class Benchmarks {

  private static final Map<String, Scenario> SCENARIOS = scenarios();

  private Benchmarks() {}

  private static Map<String, Scenario> scenarios() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("tool", new LoadToolLimit());
    scenarios.put("busy", new PostingChats(100, 8, "≥ 2", "", "≤ 0.5"));
    scenarios.put("calm", new PostingChats(10, 1, "", "≤ 1.1", "≤ 1.1"));
    scenarios.put("open", new OpenLoop());
    scenarios.put("reads", new BusReads());
    scenarios.put("fanout", new FanOut());
    scenarios.put("idle", new Idle());
    scenarios.put("storm", new ReconnectStorm());
    scenarios.put("pages", new LongChat());
    scenarios.put("nodes", new ThreeNodes());
    scenarios.put("age", new AgedDatabase());
    scenarios.put("standby", new Standby());
    scenarios.put("letgo", new LetGo());
    return scenarios;
  }

  public static void main(String... args) throws Exception {
    System.out.println(run(args));
  }

  /** Runs the scenarios, and prints each line of the table as soon as it is known. */
  private static Table run(String... args) throws Exception {
    Arguments arguments = Arguments.of(args);
    List<String> wanted =
        List.of(arguments.text("only", String.join(",", SCENARIOS.keySet())).split(",", -1));
    try (ScenarioContext context = new ScenarioContext(arguments)) {
      context.warm();
      for (String name : wanted) {
        SCENARIOS.get(name).measure(context);
      }
      return context.table();
    }
  }
}
