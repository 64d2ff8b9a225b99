package io.chats.launcher.cluster.harness;

import io.chats.launcher.harness.Node;
import io.chats.testing.services.PrivateNatsCluster;
import io.chats.testing.services.TcpProxy;
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
 * One place of the cluster, at which a node process runs most of the time. It reaches NATS through
 * proxies of its own, so that it can be cut off alone. Used by the test's thread, but for {@link
 * #isServing} and {@link #webSocket}, which any thread may ask.
 */
public final class ClusterNode implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "cluster-logs");
  private static final Duration EXIT = Duration.ofSeconds(30);

  private final String name;
  private final List<TcpProxy> toNats;
  private final Map<String, String> environment;
  private Node node;
  private boolean frozen;
  private volatile boolean serving;
  private volatile String webSocket;

  /**
   * @param common the environment but for the bus
   */
  ClusterNode(String name, PrivateNatsCluster nats, Map<String, String> common) {
    this.name = name;
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
      node = Node.launch(environment);
    }
  }

  /** Waits until it takes sessions. */
  public void awaitReady() {
    node.awaitReady();
    webSocket = node.webSocket();
    serving = true;
  }

  /** Whether new sessions are sent to it: neither down, nor going down, nor frozen. */
  boolean isServing() {
    return serving;
  }

  public String webSocket() {
    return webSocket;
  }

  /** SIGKILL. */
  public void kill() {
    serving = false;
    node.kill();
  }

  /** SIGTERM, then waits for the end; the exit code. */
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

  /** Cuts it off from NATS, and from nothing else. */
  public void cutOffNats() {
    toNats.forEach(TcpProxy::cut);
  }

  public void reconnectNats() {
    toNats.forEach(TcpProxy::restore);
  }

  /** Makes good what was done to it; does not wait until it is ready. */
  void heal() {
    reconnectNats();
    if (frozen) {
      thaw();
    }
    launch();
  }

  /** The ports from which it is connected to that NATS server, as the server names them. */
  public Set<Integer> portsTo(int natsServer) {
    return toNats.get(natsServer).portsToServer();
  }

  /** The processor time that its process has used. */
  public Duration cpu() {
    return ProcessHandle.of(node.jvm().pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  /** All that its process has written. */
  String output() {
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

  /** Keeps what it wrote, for whoever looks for the cause of a failure. */
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
