package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.domain.port.ReminderStore;
import io.chats.testing.contract.ChangeFeedContract;
import io.chats.testing.contract.ChatDirectoryContract;
import io.chats.testing.contract.ChatStoreContract;
import io.chats.testing.contract.MessageHistoryContract;
import io.chats.testing.contract.MessageStoreContract;
import io.chats.testing.contract.ReminderStoreContract;
import io.chats.testing.contract.Storage;
import io.chats.testing.services.PrivateDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The stores pass the ports' contract kits with a real database server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseStorageContract {

  private PrivateDatabase server;
  private TestNode node;
  private TestNode other;

  /** Starts the server. */
  protected abstract PrivateDatabase server();

  @BeforeAll
  void start() {
    server = server();
    node = TestNode.of(server);
    other = TestNode.of(server);
  }

  @AfterAll
  void stop() {
    other.close();
    node.close();
    server.close();
  }

  @Nested
  class Chats extends ChatStoreContract {
    @Override
    protected Storage storage() {
      return node;
    }

    @Override
    protected Storage otherNode() {
      return other;
    }
  }

  @Nested
  class Messages extends MessageStoreContract {
    @Override
    protected Storage storage() {
      return node;
    }

    @Override
    protected Storage otherNode() {
      return other;
    }
  }

  @Nested
  class History extends MessageHistoryContract {
    @Override
    protected Storage storage() {
      return node;
    }
  }

  @Nested
  class Directory extends ChatDirectoryContract {
    @Override
    protected Storage storage() {
      return node;
    }

    @Override
    protected Storage otherNode() {
      return other;
    }
  }

  @Nested
  class Feed extends ChangeFeedContract {
    @Override
    protected Storage storage() {
      return node;
    }

    @Override
    protected LateChange begin(Source source, ChatId chat) {
      return SqlLateChange.begin(other.dataSource(), source, chat);
    }
  }

  @Nested
  class Reminders extends ReminderStoreContract {
    @Override
    protected Storage storage() {
      return node;
    }

    @Override
    protected ReminderStore reminders() {
      return node.reminders();
    }

    @Override
    protected ReminderStore otherReminders() {
      return other.reminders();
    }
  }
}
