package io.chats.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit to compare with: the same rows, inserted plainly in groups of 64 by two connections.
 */
final class GroupedInserts {

  private static final int GROUP = 64;
  private static final int WRITERS = 2;
  private static final long NANOS = 5_000_000_000L;
  private static final String TEXT =
      "A message of the usual length, of some eighty characters, as people write them.";
  private static final String TABLE =
      "CREATE TABLE bench_messages (chat_id BIGINT NOT NULL, seq BIGINT NOT NULL,"
          + " id BIGINT NOT NULL AUTO_INCREMENT, user_id BIGINT NOT NULL,"
          + " client_message_id VARBINARY(256), type TINYINT NOT NULL, text TEXT,"
          + " created_at DATETIME(3) NOT NULL, PRIMARY KEY (chat_id, seq), UNIQUE KEY (id),"
          + " UNIQUE KEY (chat_id, user_id, client_message_id)) CHARACTER SET utf8mb4";

  private GroupedInserts() {}

  static void measure(Map<String, String> settings)
      throws SQLException, InterruptedException, ExecutionException {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS bench_messages");
      statement.execute(TABLE);
      run(settings, 1);
      System.out.printf("%,.0f plain rows/s in groups of %d%n", run(settings, 2), GROUP);
      statement.execute("DROP TABLE bench_messages");
    }
  }

  private static double run(Map<String, String> settings, int round)
      throws InterruptedException, ExecutionException {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Double>> rates = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        int writer = w;
        rates.add(writers.submit(() -> write(settings, round, writer)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    }
  }

  private static double write(Map<String, String> settings, int round, int writer)
      throws SQLException {
    String sql =
        "INSERT INTO bench_messages(chat_id,seq,user_id,client_message_id,type,text,created_at)"
            + " VALUES "
            + "(?,?,?,?,1,?,NOW(3)),".repeat(GROUP);
    try (Connection connection = connect(settings);
        PreparedStatement insert =
            connection.prepareStatement(sql.substring(0, sql.length() - 1))) {
      connection.setAutoCommit(false);
      long rows = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < NANOS) {
        for (int i = 0; i < GROUP; i++, rows++) {
          bind(insert, i * 5, (writer * 10L + round) * 1000 + rows % 50, rows);
        }
        insert.executeUpdate();
        connection.commit();
      }
      return rows / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void bind(PreparedStatement insert, int at, long chat, long row)
      throws SQLException {
    insert.setLong(at + 1, chat);
    insert.setLong(at + 2, row);
    insert.setLong(at + 3, chat * 2);
    insert.setBytes(at + 4, ("u" + chat + "-" + row).getBytes(US_ASCII));
    insert.setString(at + 5, TEXT);
  }

  private static Connection connect(Map<String, String> settings) throws SQLException {
    return DriverManager.getConnection(
        settings.get("db") + "?useServerPrepStmts=true&cachePrepStmts=true",
        settings.get("dbuser"),
        settings.get("dbpassword"));
  }
}
