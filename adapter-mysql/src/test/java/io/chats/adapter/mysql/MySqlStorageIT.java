package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mysql.PrivateMySql;
import org.junit.jupiter.api.Test;

/** The stores pass the ports' contract kits with a real MySQL. */
class MySqlStorageIT extends DatabaseStorageContract {

  /** TLS 1.2 is only preferred. */
  @Test
  void connectsToAServerThatSpeaksTls13Alone() {
    try (PrivateDatabase strict = PrivateMySql.start("--tls-version=TLSv1.3");
        TestNode node = TestNode.of(strict)) {
      assertThat(node.database().answers()).isTrue();
    }
  }

  @Override
  protected PrivateDatabase server() {
    return PrivateMySql.start();
  }
}
