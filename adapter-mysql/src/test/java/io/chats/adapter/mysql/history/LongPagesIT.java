package io.chats.adapter.mysql.history;

import io.chats.adapter.mysql.Databases;
import io.chats.adapter.mysql.EachDatabase;
import io.chats.adapter.mysql.TestNode;
import io.chats.testing.services.PrivateDatabase;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

@EachDatabase(quick = Databases.MARIADB)
class LongPagesIT extends LongPages {

  private static PrivateDatabase server;
  private static TestNode node;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) {
    server = kind.start();
    node = TestNode.of(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    node.close();
    server.close();
  }

  @Override
  TestNode node() {
    return node;
  }
}
