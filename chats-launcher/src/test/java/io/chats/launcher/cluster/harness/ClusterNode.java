package io.chats.launcher.cluster.harness;

import io.chats.launcher.harness.Node;
import io.chats.testing.services.nats.PrivateNatsCluster;
import io.chats.testing.services.network.TcpProxy;
import io.chats.testing.services.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node of the cluster, whose process runs most of the time. It reaches NATS through proxies of
 * its own, so that it alone can be cut off. Used by the test's thread, except {@link #isServing}
 * and {@link #webSocket}, which any thread may call.
 */
public final class ClusterNode implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "cluster-logs");
  private static final Duration EXIT = Duration.ofSeconds(30);

  private final String name;
  private final List<TcpProxy> toNats;
  private final Map<String, String> environment;
  private JavaCommand program;
  private Node node;
  private boolean frozen;
  private volatile boolean serving;
  private volatile String webSocket;

  /**
   * @param common the environment without the variables of the bus
   */
  ClusterNode(
      String name, JavaCommand program, PrivateNatsCluster nats, Map<String, String> common) {
    this.name = name;
    this.program = program;
    this.toNats = nats.servers().stream().map(TcpProxy::to).toList();
    this.environment = new HashMap<>(common);
    environment.put(
        "BUS_URL",
        toNats.stream()
            .map(proxy -> "nats://" + proxy.host() + ":" + proxy.port())
            .collect(Collectors.joining(",")));
  }

  /** Starts a process, unless one runs; does not wait for it. */
  public void launch() {
    if (node == null || !node.jvm().isAlive()) {
      close(node);
      node = Node.launch(program, environment);
    }
  }

  /** Takes another version of the product for the processes that are started from now on. */
  void install(JavaCommand version) {
    program = version;
  }

  /** Waits until it accepts sessions. */
  public void awaitReady() {
    node.awaitReady();
    webSocket = node.webSocket();
    serving = true;
  }

  /** Returns whether new sessions are sent to it: it is not down, stopping or frozen. */
  boolean isServing() {
    return serving;
  }

  public String webSocket() {
    return webSocket;
  }

  /** Ends the process with SIGKILL. */
  public void kill() {
    serving = false;
    node.kill();
  }

  /** Ends the process with SIGTERM, waits for its end, and returns the exit code. */
  public int stop() {
    serving = false;
    node.jvm().terminate();
    return node.jvm().awaitExit(EXIT);
  }

  public void freeze() {
    serving = false;
    frozen = true;
    node.jvm().freeze();
  }

  public void thaw() {
    node.jvm().thaw();
    frozen = false;
    serving = true;
  }

  /** Cuts it off from NATS alone. */
  public void cutOffNats() {
    toNats.forEach(TcpProxy::cut);
  }

  public void reconnectNats() {
    toNats.forEach(TcpProxy::restore);
  }

  /** Undoes the faults of this node; does not wait until it is ready. */
  void heal() {
    reconnectNats();
    if (frozen) {
      thaw();
    }
    launch();
  }

  /** The local ports of its connections to that NATS server, as the server reports them. */
  public Set<Integer> portsTo(int natsServer) {
    return toNats.get(natsServer).portsToServer();
  }

  /** The processor time that its process has used. */
  public Duration cpu() {
    return ProcessHandle.of(node.jvm().pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  /** The output of its present process, or of the last one. */
  public String output() {
    return node.jvm().output();
  }

  @Override
  public void close() {
    serving = false;
    close(node);
    toNats.forEach(TcpProxy::close);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Saves the output, to find the cause of a failure. */
  private void close(Node ended) {
    if (ended != null) {
      try {
        Files.createDirectories(LOGS);
        Path log = LOGS.resolve(name + "-" + Instant.now().toEpochMilli() + ".log");
        Files.writeString(log, ended.jvm().output());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        ended.close();
      }
    }
  }
}
