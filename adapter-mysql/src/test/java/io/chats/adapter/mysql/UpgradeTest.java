package io.chats.adapter.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** An H2 database that processes of the first version have written to. */
class UpgradeTest {

  @Nested
  class WrittenBeforeTheUpgrade extends UpgradeContract {

    private static TestNode node;

    @BeforeAll
    static void fillAndUpgrade() throws SQLException {
      try (Connection connection = DriverManager.getConnection(TestNode.h2Url("before"))) {
        V1Fixture.makeTables(connection);
        V1Fixture.fill(connection);
      }
      node = TestNode.h2("before");
    }

    @AfterAll
    static void stop() {
      node.close();
    }

    @Override
    protected TestNode node() {
      return node;
    }
  }

  /** Nodes of the first version still write while they are replaced one by one. */
  @Nested
  class WrittenAfterTheUpgrade extends UpgradeContract {

    private static TestNode node;

    @BeforeAll
    static void upgradeAndFill() throws SQLException {
      node = TestNode.h2("after");
      try (Connection connection = DriverManager.getConnection(TestNode.h2Url("after"))) {
        V1Fixture.fill(connection);
      }
    }

    @AfterAll
    static void stop() {
      node.close();
    }

    @Override
    protected TestNode node() {
      return node;
    }
  }
}
