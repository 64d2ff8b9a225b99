package io.chats.launcher.assembly;

import io.chats.adapter.mysql.AppenderSettings;
import io.chats.adapter.mysql.Database;
import io.chats.adapter.mysql.JdbiChatDirectory;
import io.chats.adapter.mysql.JdbiChatStore;
import io.chats.adapter.mysql.JdbiMessageHistory;
import io.chats.adapter.mysql.JdbiMessageStore;
import io.chats.domain.port.ChatCache;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import java.time.Duration;
import javax.sql.DataSource;

/** The stores, over whichever database. */
record Stores(
    ChatStore chats, MessageStore messages, MessageHistory history, ChatDirectory directory) {

  /**
   * @param budget for one call of a store
   */
  static Stores over(
      DataSource dataSource, Duration budget, ChatCache cache, ProcessResources resources) {
    Database database = Database.over(dataSource, budget);
    JdbiMessageStore messages =
        JdbiMessageStore.start(
            database, resources.executor(), resources.clock(), AppenderSettings.DEFAULT);
    resources.closers().add("message store", messages);
    return new Stores(
        new JdbiChatStore(database),
        messages,
        new JdbiMessageHistory(database),
        new JdbiChatDirectory(database, cache));
  }
}
