package com.example.clinic;

import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.Database;
import io.chats.adapter.mysql.JdbiChangeFeed;
import io.chats.adapter.mysql.JdbiChatDirectory;
import io.chats.adapter.mysql.JdbiChatStore;
import io.chats.adapter.mysql.JdbiMessageHistory;
import io.chats.adapter.mysql.JdbiMessageStore;
import io.chats.adapter.mysql.Migrations;
import io.chats.application.EmbeddedChats;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcDataSource;

/** A service with Chats inside. */
public final class Clinic {

  private Clinic() {}

  public static void main(String[] args) {
    JdbcDataSource dataSource = new JdbcDataSource(); // or MySqlDataSource.open(…)
    dataSource.setUrl("jdbc:h2:mem:clinic;MODE=MySQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
    Migrations.of(dataSource).run();
    Database database = Database.over(dataSource, Duration.ofSeconds(1));

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        JdbiMessageStore messages =
            JdbiMessageStore.start(
                database, executor, Clock.systemUTC(), AppenderSettings.DEFAULT);
        EmbeddedChats chats =
            EmbeddedChats.over(
                    new JdbiChatStore(database, executor),
                    messages,
                    new JdbiMessageHistory(database),
                    new JdbiChatDirectory(database, ChatCache.none(), executor),
                    new JdbiChangeFeed(database))
                .executor(executor)
                .start()) {
      UserId client = new UserId(1);
      UserId doctor = new UserId(2);
      ChatId chat =
          chats.administration().open(new OrderId(7), Optional.of(new RequestId("order-7")));
      chats.administration().subscribe(chat, client, UserType.CLIENT);
      chats.administration().subscribe(chat, doctor, UserType.DOCTOR);

      NewMessage hello =
          new NewMessage(Optional.of(new ClientMessageId("a1")), Content.text("Good morning"));
      chats.posting().post(chat, client, List.of(hello)).toCompletableFuture().join();

      chats
          .reading()
          .recent(chat, doctor, Optional.empty(), 50)
          .messages()
          .forEach(shown -> System.out.println(shown.message().content().text()));
    }
  }
}
