package io.chats.testing.inmemory;

import io.chats.domain.port.ClusterBus;
import io.chats.testing.contract.ClusterBusContract;
import java.util.concurrent.ForkJoinPool;

class InMemoryBusTest extends ClusterBusContract {

  private final InMemoryBus bus = new InMemoryBus(ForkJoinPool.commonPool(), () -> false);

  @Override
  protected ClusterBus newNode() {
    return bus.newNode();
  }
}
