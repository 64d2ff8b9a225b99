package io.chats.adapter.mysql.history;

import io.chats.adapter.mysql.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2LongPagesTest extends LongPages {

  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.h2("pages");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Override
  TestNode node() {
    return node;
  }
}
