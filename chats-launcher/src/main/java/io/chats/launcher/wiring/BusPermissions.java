package io.chats.launcher.wiring;

import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.adapter.nats.connection.Denials;
import io.chats.adapter.nats.connection.NatsConnections;
import io.chats.adapter.nats.upstream.UpstreamTopics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What the permissions of NATS let this node do. Safe for use by any thread. */
final class BusPermissions {

  private final List<Denials> links;
  private final String ownPrefix;
  private final Set<String> upstreams;

  /**
   * @param topic the subject of the Bus API, which begins all subjects of this installation
   */
  BusPermissions(NatsConnections nats, String topic, UpstreamTopics topics) {
    this.links = List.of(nats.requests().denials(), nats.events().denials());
    this.ownPrefix = topic + ".";
    this.upstreams =
        new HashSet<>(
            List.of(
                topics.users(),
                topics.personal(),
                topics.doctors(),
                topics.storage(),
                topics.telemed(),
                topics.communications()));
  }

  /** Shows how much was denied since the start. */
  void show(Metrics metrics) {
    metrics.show(
        Figure.BUS_DENIED, () -> sum(Denials::deniedSubscriptions), "operation", "subscribe");
    metrics.show(Figure.BUS_DENIED, () -> sum(Denials::deniedPublishing), "operation", "publish");
  }

  /** Returns whether this node is subscribed to everything it needs. */
  boolean maySubscribe() {
    return links.stream().allMatch(link -> link.subscriptions().isEmpty());
  }

  /**
   * Returns whether this node may publish what it has to. Callers choose the subjects of replies:
   * one that is denied tells nothing about this node.
   */
  boolean mayPublish() {
    return links.stream().flatMap(link -> link.publishing().stream()).noneMatch(this::isOurs);
  }

  private boolean isOurs(String subject) {
    return subject.startsWith(ownPrefix) || upstreams.contains(subject);
  }

  private double sum(ToLongFunction<Denials> count) {
    return links.stream().mapToLong(count).sum();
  }
}
