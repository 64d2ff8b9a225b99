package io.chats.launcher.cluster.harness;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Sends connections to nodes, as a load balancer does. Safe for use by any thread. */
public record Router(List<ClusterNode> nodes) {

  /** Returns a node that accepts sessions now, if there is any. */
  public Optional<ClusterNode> route(Random random) {
    List<ClusterNode> serving = nodes.stream().filter(ClusterNode::isServing).toList();
    return serving.isEmpty()
        ? Optional.empty()
        : Optional.of(serving.get(random.nextInt(serving.size())));
  }
}
