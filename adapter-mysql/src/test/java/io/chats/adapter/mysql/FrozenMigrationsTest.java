package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chats.adapter.mysql.schema.AuthorUnreadIndex;
import io.chats.adapter.mysql.schema.ClosedActivity;
import io.chats.adapter.mysql.schema.EndedSpells;
import io.chats.adapter.mysql.schema.SchemaChange;
import io.chats.adapter.mysql.schema.TickerColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * Released migrations are never changed, since databases were made by them. A new migration gets
 * its lines here when it is released; no line is changed or removed.
 */
class FrozenMigrationsTest {

  private static final Map<String, String> SCRIPTS =
      Map.of("V1__chats.sql", "e45927d83eaf57e27958d20943dab8621ee741b584027645a07327984c8b12bc");

  @Test
  void everyScriptIsAsItWasReleased() throws Exception {
    Path folder = Path.of(Migrations.class.getResource("/db/chats").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, String> scripts =
          files
              .filter(file -> file.toString().endsWith(".sql"))
              .collect(
                  Collectors.toMap(
                      file -> file.getFileName().toString(), FrozenMigrationsTest::sha256));
      assertThat(scripts).isEqualTo(SCRIPTS);
    }
  }

  @Test
  void everyJavaMigrationRunsTheReleasedStatements() throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:h2:mem:;MODE=MySQL;DATABASE_TO_LOWER=TRUE")) {
      V1Fixture.makeTables(connection);
      assertThat(changes(connection, new AuthorUnreadIndex()))
          .containsExactly(
              "CREATE INDEX messages_author_unread ON messages (chat_id, user_id, unread_seq)");
      assertThat(changes(connection, new TickerColumns()))
          .containsExactlyInAnyOrder(
              "ALTER TABLE chats ADD COLUMN ticker_version BIGINT NOT NULL DEFAULT 0",
              """
              ALTER TABLE chats ADD COLUMN ticker_due BOOLEAN
                GENERATED ALWAYS AS (CASE WHEN version <> ticker_version THEN TRUE END) /*! STORED */\
              """,
              "CREATE INDEX chats_ticker ON chats (ticker_due, id)");
      SchemaChange.execute(
          connection,
          """
          INSERT INTO chats (order_id, status, created_at, last_message_at, changed_at)
          VALUES (1, 2, NOW(), NOW(), NOW())
          """);
      assertThat(changes(connection, new ClosedActivity()))
          .containsExactlyInAnyOrder(
              "ALTER TABLE subscriptions ADD COLUMN closed_activity DATETIME(3) NULL",
              "ALTER TABLE subscriptions ADD COLUMN joined_seq BIGINT NULL",
              """
              CREATE TABLE IF NOT EXISTS chat_updates (
                id      BIGINT  NOT NULL AUTO_INCREMENT,
                chat_id BIGINT  NOT NULL,
                version BIGINT  NOT NULL,
                closed  BOOLEAN NOT NULL,
                PRIMARY KEY (id)
              ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin\
              """,
              """
              UPDATE subscriptions SET closed_activity =
                (SELECT c.last_message_at FROM chats c WHERE c.id = subscriptions.chat_id)
              WHERE closed_activity IS NULL AND chat_id IN
              (?)\
              """,
              """
              INSERT INTO ticker_state (name, reached) VALUES ('closed_activity', ?) \
              ON DUPLICATE KEY UPDATE reached = VALUES(reached)\
              """,
              """
              CREATE INDEX subscriptions_opened ON subscriptions \
              (user_id, active, closed_activity, chat_id)\
              """);
      assertThat(changes(connection, new EndedSpells()))
          .containsExactly("CREATE INDEX unread_spells_ended ON unread_spells (ended_at, id)");
    }
  }

  /** Flyway refuses a database whose record of a migration differs. */
  @Test
  void theRecordsInDatabasesStayAsTheyWere() {
    try (TestNode node = TestNode.h2("frozen")) {
      List<Map<String, Object>> records =
          node.transactions()
              .read(handle ->
                  handle
                      .createQuery(
                          """
                          SELECT version, description, type, checksum FROM chats_schema_history
                          WHERE version IS NOT NULL ORDER BY installed_rank
                          """)
                      .mapToMap()
                      .list());
      assertThat(records)
          .extracting("version", "description", "type", "checksum")
          .containsExactly(
              tuple("1", "chats", "SQL", 868_027_215),
              tuple("2", "author unread index", "JDBC", -214_019_914),
              tuple("3", "ticker columns", "JDBC", null),
              tuple("4", "closed activity", "JDBC", null),
              tuple("6", "ended spells", "JDBC", 85_609_636));
    }
  }

  /** The statements that change something, as H2 has recorded them. */
  private static List<String> changes(Connection connection, SchemaChange migration)
      throws SQLException {
    SchemaChange.execute(connection, "SET QUERY_STATISTICS TRUE");
    migration.migrate(connection);
    List<String> all =
        Jdbi.create(connection)
            .withHandle(handle ->
                handle
                    .createQuery("SELECT sql_statement FROM information_schema.query_statistics")
                    .mapTo(String.class)
                    .list());
    SchemaChange.execute(connection, "SET QUERY_STATISTICS FALSE");
    return all.stream()
        .filter(sql -> !sql.matches("(?s)\\s*(SELECT|SET|CALL|COMMIT)\\b.*"))
        // H2 makes a copy of the table to add a column.
        .filter(sql -> !sql.contains("\"public\""))
        .map(String::strip)
        .toList();
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
