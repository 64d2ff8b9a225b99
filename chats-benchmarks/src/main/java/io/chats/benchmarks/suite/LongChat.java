package io.chats.benchmarks.suite;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightNatsClient;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A page from the middle of a chat of a million messages, compared with one of a thousand. */
final class LongChat implements Scenario {

  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int PAGE = 50;
  private static final int PAGES = 1_000;
  private static final int SLICE = 50_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Samples many = new Samples();
  private final Samples few = new Samples();

  @Override
  public void measure(ScenarioContext context) throws Exception {
    List<Conversation> chats = context.chats(2);
    try (Connection connection = context.testBed().database();
        EventLoop loop = new EventLoop()) {
      long inFew = fill(connection, chats.get(0), FEW);
      long inMany = fill(connection, chats.get(1), MANY);
      LightNatsClient nats = new LightNatsClient(loop, context.testBed().bus());
      read(loop, nats, chats.get(1), inMany);
      for (int round = 0; round < context.rounds(); round++) {
        many.add(read(loop, nats, chats.get(1), inMany));
        few.add(read(loop, nats, chats.get(0), inFew));
      }
    }
    context.table().ratio("a page of 50, of 1,000,000", many, "of 1,000", few, "ms", "≤ 1.3");
  }

  /** Fills the chat and returns the id of the message in the middle. */
  private static long fill(Connection connection, Conversation chat, int messages)
      throws SQLException {
    for (int from = 1; from <= messages; from += SLICE) {
      update(connection, insert(chat, from, Math.min(from + SLICE - 1, messages)));
    }
    update(
        connection,
        "UPDATE chats SET last_seq = %d WHERE id = %d".formatted(messages, chat.chat()));
    return idAt(connection, chat.chat(), messages / 2);
  }

  private static String insert(Conversation chat, int from, int to) {
    return """
    INSERT INTO messages
      (chat_id, seq, unread_seq, user_id, sender_type, type, text, created_at)
    SELECT %d, seq, seq, %d, 2, 1, 'A message of the usual length', NOW(3) FROM seq_%d_to_%d
    """
        .formatted(chat.chat(), chat.second(), from, to);
  }

  private static void update(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  private static long idAt(Connection connection, long chat, long seq) throws SQLException {
    String sql = "SELECT id FROM messages WHERE chat_id = " + chat + " AND seq = " + seq;
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Returns the median time of many reads, in milliseconds. */
  private static double read(EventLoop loop, LightNatsClient nats, Conversation chat, long before)
      throws IOException {
    String request =
        "{\"method\":\"GET\",\"path\":\"/chats/chat/history\",\"body\":{\"chat_id\":%d,"
                .formatted(chat.chat())
            + "\"user_id\":%d,\"message_id\":%d,\"count\":%d}}"
                .formatted(chat.first(), before, PAGE);
    Histogram nanos = new Histogram(3);
    for (int i = 0; i < PAGES; i++) {
      long start = System.nanoTime();
      nats.request(
          TestBed.TOPIC,
          request,
          reply -> {
            if (!reply.contains("\"messages\"")) {
              throw new IllegalStateException(reply);
            }
            nanos.recordValue(System.nanoTime() - start);
          });
      loop.await(() -> nats.outstanding() == 0, TIMEOUT);
    }
    return nanos.getValueAtPercentile(50) / 1e6;
  }
}
