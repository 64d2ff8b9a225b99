package io.chats.launcher.harness;

import io.chats.launcher.Main;
import io.chats.testing.services.process.ChildJvm;
import io.chats.testing.services.process.JavaCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node that runs in a process of its own. */
public final class Node implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Pattern WEBSOCKET = Pattern.compile("(ws://[^\\s\"]+/ws/)");
  private static final Pattern MANAGEMENT = Pattern.compile("(http://[^\\s\"]+:\\d+)");

  private static final Pattern LISTENING =
      Pattern.compile("management server listens on ([^\\s\"]+)");

  private final ChildJvm jvm;

  private Node(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /** Starts a node without waiting for it. */
  public static Node launch(Map<String, String> environment) {
    return launch(JavaCommand.of(Main.class), environment);
  }

  /**
   * Starts a node without waiting for it.
   *
   * @param program the product, in this or another version
   */
  public static Node launch(JavaCommand program, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("WEBSOCKET_PORT", "127.0.0.1:0");
    all.putIfAbsent("MANAGEMENT_PORT", "127.0.0.1:0");
    return new Node(program.withJvmOptions("-Xmx256m").withEnvironment(all).start());
  }

  /** Starts a node and waits until it is ready. */
  public static Node start(Map<String, String> environment) {
    Node node = launch(environment);
    node.awaitReady();
    return node;
  }

  public Node awaitReady() {
    jvm.awaitLine("Ready", START);
    return this;
  }

  public ChildJvm jvm() {
    return jvm;
  }

  /** The URL of its WebSocket. */
  public String webSocket() {
    return find(WEBSOCKET);
  }

  /** The URL of its management server. */
  public String management() {
    return find(MANAGEMENT);
  }

  /** The same while it is starting, from its log. */
  public String managementInLog() {
    return "http://" + find(LISTENING);
  }

  private String find(Pattern pattern) {
    Matcher matcher = pattern.matcher(jvm.awaitLine(pattern.asPredicate(), START));
    if (!matcher.find()) {
      throw new AssertionError(jvm.output());
    }
    return matcher.group(1);
  }

  public void kill() {
    jvm.kill();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
