package io.chats.adapter.mysql.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.Databases;
import io.chats.adapter.mysql.EachDatabase;
import io.chats.adapter.mysql.TestNode;
import io.chats.adapter.mysql.row.UnreadableRows;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.NewMessage;
import io.chats.testing.age.DatabaseWork;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@EachDatabase(quick = Databases.MARIADB)
class UnreadCountsIT {

  private static final int ENOUGH = 3000;

  @Parameter Databases kind;

  @Test
  void readTheIndexOnlyAndStopAtAThousand() throws SQLException {
    try (PrivateDatabase server = kind.start();
        TestNode node = TestNode.of(server)) {
      TestChats scene = new TestChats(node);
      UserId client = scene.user();
      UserId doctor = scene.user();
      List<ChatId> chats = Stream.generate(() -> scene.chat(client, doctor)).limit(2).toList();
      NewMessage[] many =
          Stream.generate(() -> TestChats.text("x")).limit(ENOUGH).toArray(NewMessage[]::new);
      chats.forEach(chat -> scene.post(chat, doctor, many));
      assertThat(plan(node, client, chats)).isNotEmpty().allMatch(it -> it.contains("Using index"));
      assertThat(reads(server, node, client, chats)).isLessThan(2 * 1000 + 2100);
    }
  }

  private static List<String> plan(TestNode node, UserId asker, List<ChatId> chats) {
    AtomicReference<String> counting = new AtomicReference<>();
    node.transactions().jdbi().setSqlLogger(new Last(counting));
    node.directory().activeChats(asker, chats);
    node.transactions().jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    return node.transactions().read(handle -> explained(handle, counting.get(), asker, chats));
  }

  private static List<String> explained(
      Handle handle, String counting, UserId asker, List<ChatId> chats) {
    Query query = handle.createQuery("EXPLAIN FORMAT = TRADITIONAL " + counting);
    int position = 0;
    for (ChatId chat : chats) {
      query
          .bind(position++, chat.value())
          .bind(position++, 0)
          .bind(position++, ENOUGH)
          .bind(position++, asker.value());
    }
    return query
        .map((row, context) -> row.getString("table") + " " + row.getString("extra"))
        .filter(it -> it.startsWith("messages"))
        .list();
  }

  /** The derived tables of a thousand entries each are read once more. */
  private static long reads(PrivateDatabase server, TestNode node, UserId asker, List<ChatId> chats)
      throws SQLException {
    List<ParticipantKey> keys =
        chats.stream().map(chat -> new ParticipantKey(chat, asker)).toList();
    List<UnreadCounts.Range> ranges =
        node
            .transactions()
            .read(handle -> ParticipantQueries.views(handle, new UnreadableRows(), keys))
            .values()
            .stream()
            .map(UnreadCounts.Range::of)
            .toList();
    try (Connection observer =
        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
      return DatabaseWork.during(observer, () -> count(node, ranges)).rowsRead();
    }
  }

  private static void count(TestNode node, List<UnreadCounts.Range> ranges) {
    assertThat(node.transactions().read(handle -> UnreadCounts.within(handle, ranges)).values())
        .containsOnly(1000);
  }

  private record Last(AtomicReference<String> sql) implements SqlLogger {
    @Override
    public void logAfterExecution(StatementContext context) {
      sql.set(context.getParsedSql().getSql());
    }
  }
}
