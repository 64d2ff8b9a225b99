package io.chats.adapter.mysql;

import io.chats.testing.services.mariadb.PrivateMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A real MariaDB whose data is restored from a backup of the first schema, then migrated. */
class UpgradeIT extends UpgradeContract {

  private static PrivateMariaDb server;
  private static TestNode node;

  @BeforeAll
  static void restoreAndUpgrade() throws SQLException {
    server = PrivateMariaDb.start();
    try (Connection connection =
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
      V1Fixture.restore(connection);
    }
    node = TestNode.of(server);
  }

  @AfterAll
  static void stop() {
    node.close();
    server.close();
  }

  @Override
  protected TestNode node() {
    return node;
  }
}
