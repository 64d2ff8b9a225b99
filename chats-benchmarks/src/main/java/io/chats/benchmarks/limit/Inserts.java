package io.chats.benchmarks.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.chats.benchmarks.testbed.TestBed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Inserts of messages into a plain table with the same keys, and nothing around it. */
public final class Inserts implements AutoCloseable {

  private static final String TEXT =
      "A message of the usual length, of some eighty characters, as people write them.";
  private static final int CHATS = 50;
  private static final String TABLE =
      "CREATE TABLE bench_messages (chat_id BIGINT NOT NULL, seq BIGINT NOT NULL,"
          + " id BIGINT NOT NULL AUTO_INCREMENT, user_id BIGINT NOT NULL,"
          + " client_message_id VARBINARY(256), type TINYINT NOT NULL, text TEXT,"
          + " created_at DATETIME(3) NOT NULL, PRIMARY KEY (chat_id, seq), UNIQUE KEY (id),"
          + " UNIQUE KEY (chat_id, user_id, client_message_id)) CHARACTER SET utf8mb4";

  private final TestBed testBed;
  private long writers;

  public Inserts(TestBed testBed) throws SQLException {
    this.testBed = testBed;
    execute(TABLE);
  }

  /**
   * Returns rows per second over several connections, each of which commits after a group of rows.
   */
  public double perSecond(int connections, int group, Duration time)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Double>> rates = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        long writer = writers++;
        rates.add(threads.submit(() -> write(writer, group, time)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    }
  }

  private double write(long writer, int group, Duration time) throws SQLException {
    String sql =
        "INSERT INTO bench_messages(chat_id,seq,user_id,client_message_id,type,text,created_at)"
            + " VALUES (?,?,?,?,1,?,NOW(3))"
            + ",(?,?,?,?,1,?,NOW(3))".repeat(group - 1);
    try (Connection connection = testBed.database();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      long rows = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < time.toNanos()) {
        for (int i = 0; i < group; i++, rows++) {
          bind(insert, i * 5, writer * CHATS + rows % CHATS, rows);
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

  private void execute(String sql) throws SQLException {
    try (Connection connection = testBed.database();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("DROP TABLE bench_messages");
  }
}
