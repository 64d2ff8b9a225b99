package io.chats.launcher;

import io.chats.testing.architecture.ArchitectureTest;

/** The launcher sees all modules, so the architecture rules are checked for all of them here. */
class ProductArchitectureTest extends ArchitectureTest {

  ProductArchitectureTest() {
    super(
        "io.chats",
        "domain",
        "support",
        "json",
        "application",
        "adapter.mysql",
        "adapter.nats",
        "adapter.redis",
        "adapter.websocket",
        "adapter.monitoring",
        "adapter.management",
        "adapter.jwt",
        "launcher");
  }
}
