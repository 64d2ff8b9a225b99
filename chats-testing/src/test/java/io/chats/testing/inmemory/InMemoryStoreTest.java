package io.chats.testing.inmemory;

import io.chats.testing.contract.ChatDirectoryContract;
import io.chats.testing.contract.ChatStoreContract;
import io.chats.testing.contract.MessageHistoryContract;
import io.chats.testing.contract.MessageStoreContract;
import io.chats.testing.contract.Storage;
import java.time.Clock;
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
}
