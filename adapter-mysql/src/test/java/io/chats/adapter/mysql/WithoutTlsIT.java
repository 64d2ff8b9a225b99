package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mysql.PrivateMySql;
import org.junit.jupiter.api.Test;

/**
 * MySQL's usual way to check passwords, {@code caching_sha2_password}, with a server without TLS.
 */
class WithoutTlsIT {

  /** The server needs the whole password until it has let the user in once. */
  @Test
  void worksOnThisMachineAndIsRefusedElsewhereWithAReasonThatHelps() {
    try (PrivateDatabase server = PrivateMySql.start("--tls-version=")) {
      DataSourceSettings elsewhere =
          TestNode.settings(server)
              .callBudget(TestNode.PATIENT)
              // As for a host to which the network is not trusted.
              .driverProperty("allowPublicKeyRetrieval", "false")
              .build();
      assertThatThrownBy(() -> Migrations.of(elsewhere).run())
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("over TLS only");
      try (TestNode node = TestNode.of(server)) {
        assertThat(node.database().answers()).isTrue();
      }
    }
  }
}
