package com.example.clinic.adapter.hub;

import io.chats.domain.port.ClusterBus;
import io.chats.testing.contract.ClusterBusContract;
import org.junit.jupiter.api.AfterEach;

/** Extending the contract kit is enough to test an adapter of one's own. */
class HubClusterBusTest extends ClusterBusContract {

  private final HubClusterBus.Hub hub = new HubClusterBus.Hub();

  @Override
  protected ClusterBus newNode() {
    return hub.newNode();
  }

  @AfterEach
  void stop() {
    hub.close();
  }
}
