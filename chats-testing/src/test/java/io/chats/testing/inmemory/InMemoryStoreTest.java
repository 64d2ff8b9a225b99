package io.chats.testing.inmemory;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.testing.contract.ChangeFeedContract;
import io.chats.testing.contract.ChatDirectoryContract;
import io.chats.testing.contract.ChatStoreContract;
import io.chats.testing.contract.MessageHistoryContract;
import io.chats.testing.contract.MessageStoreContract;
import io.chats.testing.contract.Storage;
import io.chats.testing.contract.TestChats;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;

class InMemoryStoreTest {

  private static final InMemoryDatabase DATABASE = new InMemoryDatabase(Clock.systemUTC());
  private static final Storage HERE = node();
  private static final Storage ELSEWHERE = node();

  private static Storage node() {
    return new InMemoryStore(
        DATABASE, new DatabaseLink(() -> {}, () -> false), ForkJoinPool.commonPool());
  }

  @Nested
  class Chats extends ChatStoreContract {
    @Override
    protected Storage storage() {
      return HERE;
    }

    @Override
    protected Storage otherNode() {
      return ELSEWHERE;
    }
  }

  @Nested
  class Messages extends MessageStoreContract {
    @Override
    protected Storage storage() {
      return HERE;
    }

    @Override
    protected Storage otherNode() {
      return ELSEWHERE;
    }
  }

  @Nested
  class History extends MessageHistoryContract {
    @Override
    protected Storage storage() {
      return HERE;
    }
  }

  @Nested
  class Directory extends ChatDirectoryContract {
    @Override
    protected Storage storage() {
      return HERE;
    }

    @Override
    protected Storage otherNode() {
      return ELSEWHERE;
    }
  }

  @Nested
  class Feed extends ChangeFeedContract {
    @Override
    protected Storage storage() {
      return HERE;
    }

    @Override
    protected LateChange begin(Source source, ChatId chat) {
      return new TakenId(source, chat, DATABASE.takeId(source));
    }
  }

  private record TakenId(Source source, ChatId chat, long id)
      implements ChangeFeedContract.LateChange {

    @Override
    public void commit() {
      DATABASE.giveId(source, id);
      TestChats testChats = new TestChats(ELSEWHERE);
      List<Subscription> all = testChats.find(chat).participants().all();
      UserId one = all.getFirst().user();
      switch (source) {
        case MESSAGES -> testChats.say(chat, one, "late");
        case HISTORY -> testChats.close(chat);
        case UPDATES -> {
          Message last = testChats.all(chat).getLast();
          testChats.read(chat, all.getLast().user(), last.id());
        }
      }
    }

    @Override
    public void close() {}
  }
}
