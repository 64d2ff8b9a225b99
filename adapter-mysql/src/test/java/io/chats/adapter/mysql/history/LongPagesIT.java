package io.chats.adapter.mysql.history;

import io.chats.adapter.mysql.TestNode;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class LongPagesIT extends LongPages {

  private static PrivateMariaDb server;
  private static TestNode node;

  @BeforeAll
  static void start() {
    server = PrivateMariaDb.start();
    node = TestNode.of(server);
  }

  @AfterAll
  static void stop() {
    node.close();
    server.close();
  }

  @Override
  TestNode node() {
    return node;
  }
}
