package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.connection.TestNode;
import io.chats.domain.port.ClusterBus;
import io.chats.testing.contract.ClusterBusContract;
import io.chats.testing.services.nats.PrivateNats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class NatsClusterBusContractIT extends ClusterBusContract {

  private static PrivateNats nats;

  private final List<TestNode> nodes = new ArrayList<>();

  @BeforeAll
  static void start() {
    nats = PrivateNats.start();
  }

  @AfterAll
  static void stop() {
    nats.close();
  }

  @AfterEach
  void closeNodes() {
    nodes.forEach(TestNode::close);
  }

  @Override
  protected ClusterBus newNode() {
    TestNode node = TestNode.on(nats);
    nodes.add(node);
    return new NatsClusterBus(node.events(), "test.cluster", node.executor());
  }
}
