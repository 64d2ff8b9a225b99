package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.testing.services.PrivateMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Messages a second through {@link JdbiMessageStore}, beside the bare insertion of such rows. */
final class AppendThroughput {

  private static final int CHATS = 100;
  private static final int OUTSTANDING = 1600;

  private AppendThroughput() {}

  public static void main(String[] args) throws Exception {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 5;
    try (PrivateMariaDb server =
            PrivateMariaDb.start("--innodb-buffer-pool-size=512M", "--innodb-log-file-size=256M");
        TestNode node = TestNode.of(server)) {
      for (int round = 0; round < 3; round++) {
        System.out.printf("store %,d/s%n", store(node, seconds));
        System.out.printf("bare  %,d/s%n", bare(node, seconds, round));
      }
    }
  }

  private static long store(TestNode node, long seconds) throws InterruptedException {
    List<ChatId> chats = new ArrayList<>();
    UserId[] users = {new UserId(1), new UserId(2)};
    for (int i = 0; i < CHATS; i++) {
      ChatId chat = node.chats().open(new OrderId(1 + i), Optional.empty(), Instant.now());
      chats.add(chat);
      for (UserId user : users) {
        node.chats().change(chat, Instant.now(), now -> now.subscribe(user, UserType.DOCTOR));
      }
    }
    Semaphore room = new Semaphore(OUTSTANDING);
    AtomicLong stored = new AtomicLong();
    AtomicInteger failed = new AtomicInteger();
    long end = System.nanoTime() + seconds * 1_000_000_000;
    for (int i = 0; System.nanoTime() < end; i++) {
      room.acquire();
      node.messages()
          .append(chats.get(i % CHATS), users[i / CHATS % 2], List.of(message()))
          .whenComplete((appended, e) -> {
            room.release();
            if (e == null) {
              stored.incrementAndGet();
            } else if (failed.getAndIncrement() == 0) {
              e.printStackTrace();
            }
          });
    }
    room.acquire(OUTSTANDING);
    return stored.get() / seconds;
  }

  private static NewMessage message() {
    return new NewMessage(
        Optional.of(new ClientMessageId(UUID.randomUUID().toString())),
        Content.text("How do you feel today? Please take the pills after the meal."));
  }

  private static long bare(TestNode node, long seconds, int round) throws Exception {
    AtomicLong stored = new AtomicLong();
    long end = System.nanoTime() + seconds * 1_000_000_000;
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      long firstChat = 1_000_000L * (1 + round) + 1000L * t;
      threads.add(Thread.ofVirtual().start(() -> insert(node, firstChat, end, stored)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return stored.get() / seconds;
  }

  private static void insert(TestNode node, long firstChat, long end, AtomicLong stored) {
    MessageInsert insert = new MessageInsert(new ParamsCodec());
    try (Connection connection = node.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (long seq = 1; System.nanoTime() < end; seq += 5) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
          Seat author = new Seat(new ChatId(firstChat + i / 5), new UserId(1 + i % 2));
          drafts.add(new Draft(author, seq + i % 5, UserType.DOCTOR, message(), Instant.now()));
        }
        insert.insert(connection, drafts);
        connection.commit();
        stored.addAndGet(drafts.size());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
