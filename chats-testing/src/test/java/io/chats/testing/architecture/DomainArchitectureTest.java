package io.chats.testing.architecture;

class DomainArchitectureTest extends ArchitectureTest {

  DomainArchitectureTest() {
    super("io.chats", "domain");
  }
}
