package io.chats.testing.services.nats;

import io.chats.testing.services.process.FreePorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A cluster of NATS servers with routes to each other, each of which can be killed by itself. */
public final class PrivateNatsCluster implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final List<PrivateNats> servers;

  private PrivateNatsCluster(List<PrivateNats> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Starts a cluster with the default options; returns when all servers know each other. */
  public static PrivateNatsCluster start(int size) {
    return start(size, NatsOptions.DEFAULT);
  }

  /** Starts a cluster; returns when all servers know each other. */
  public static PrivateNatsCluster start(int size, NatsOptions options) {
    List<Integer> routes = IntStream.range(0, size).mapToObj(i -> FreePorts.next()).toList();
    List<PrivateNats> started = new ArrayList<>();
    try {
      routes.forEach(
          route -> started.add(PrivateNats.start(NatsSettings.clustered(options, route, routes))));
      PrivateNatsCluster cluster = new PrivateNatsCluster(started);
      cluster.awaitRoutes();
      return cluster;
    } catch (Throwable failure) {
      started.forEach(PrivateNats::close);
      throw failure;
    }
  }

  public List<PrivateNats> servers() {
    return servers;
  }

  public PrivateNats server(int index) {
    return servers.get(index);
  }

  /** The URLs of all servers, separated by commas. */
  public String urls() {
    return servers.stream().map(PrivateNats::url).collect(Collectors.joining(","));
  }

  /** Waits until all servers run and know each other, for example after one was started again. */
  public void awaitRoutes() {
    Awaitility.await("routes between NATS servers")
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> servers.stream().allMatch(this::knowsAll));
  }

  @Override
  public void close() {
    servers.forEach(PrivateNats::close);
  }

  private boolean knowsAll(PrivateNats server) {
    return servers.stream().allMatch(server::isRoutedTo);
  }
}
