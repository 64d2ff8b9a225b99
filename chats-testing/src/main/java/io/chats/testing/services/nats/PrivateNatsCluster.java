package io.chats.testing.services.nats;

import io.chats.testing.services.PrivateService;
import io.chats.testing.services.network.TcpProxy;
import io.chats.testing.services.process.FreePorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A cluster of NATS servers with routes to each other, each of which can be killed by itself. */
public final class PrivateNatsCluster implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final List<PrivateNats> servers;
  private final Optional<TcpProxy> route;

  private PrivateNatsCluster(List<PrivateNats> servers, Optional<TcpProxy> route) {
    this.servers = List.copyOf(servers);
    this.route = route;
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
      PrivateNatsCluster cluster = new PrivateNatsCluster(started, Optional.empty());
      cluster.awaitRoutes();
      return cluster;
    } catch (Throwable failure) {
      started.forEach(PrivateNats::close);
      throw failure;
    }
  }

  /** Starts two servers with one route between them, which {@link #cutRoute} cuts. */
  public static PrivateNatsCluster startPair(NatsOptions options) {
    int port = FreePorts.next();
    TcpProxy route = TcpProxy.to(PrivateService.HOST, port);
    List<PrivateNats> started = new ArrayList<>();
    try {
      started.add(PrivateNats.start(NatsSettings.clustered(options, port, List.of())));
      started.add(
          PrivateNats.start(
              NatsSettings.clustered(options, FreePorts.next(), List.of(route.port()))));
      PrivateNatsCluster cluster = new PrivateNatsCluster(started, Optional.of(route));
      cluster.awaitRoutes();
      return cluster;
    } catch (Throwable failure) {
      started.forEach(PrivateNats::close);
      route.close();
      throw failure;
    }
  }

  /** Cuts the route between the two servers of a pair; both stay up for their clients. */
  public void cutRoute() {
    route.orElseThrow().cut();
  }

  /** Lets them open the route again, which takes them a second or so. */
  public void restoreRoute() {
    route.orElseThrow().restore();
  }

  /** Adds another server to the cluster; returns when it is known to all. */
  public PrivateNatsCluster grownBy(NatsOptions options) {
    PrivateNats first = servers.getFirst();
    PrivateNats added =
        PrivateNats.start(
            NatsSettings.clustered(options, FreePorts.next(), List.of(first.clusterPort())));
    List<PrivateNats> all = new ArrayList<>(servers);
    all.add(added);
    PrivateNatsCluster grown = new PrivateNatsCluster(all, route);
    grown.awaitRoutes();
    return grown;
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
    route.ifPresent(TcpProxy::close);
  }

  private boolean knowsAll(PrivateNats server) {
    return servers.stream().filter(other -> other != server).allMatch(server::isRoutedTo);
  }
}
