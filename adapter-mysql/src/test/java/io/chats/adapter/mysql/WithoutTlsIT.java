package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mysql.PrivateMySql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * MySQL's usual way to check passwords, {@code caching_sha2_password}, with a server without TLS.
 */
class WithoutTlsIT {

  private PrivateDatabase server;

  @BeforeEach
  void start() {
    server = PrivateMySql.start("--tls-version=");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The first connection after the server's start has to send the whole password. */
  @Test
  void worksOnThisMachine() {
    try (TestNode node = TestNode.of(server)) {
      assertThat(node.database().answers()).isTrue();
    }
  }

  /** As for any other host, to which the driver does not trust the network. */
  @Test
  void isRefusedElsewhereWithAReasonThatHelps() {
    DataSourceSettings elsewhere =
        TestNode.settings(server)
            .callBudget(TestNode.PATIENT)
            .driverProperty("allowPublicKeyRetrieval", "false")
            .build();
    assertThatThrownBy(() -> Migrations.of(elsewhere).run())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("over TLS only");
  }
}
