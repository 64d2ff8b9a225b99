package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.ClientFrames;
import io.chats.launcher.cluster.harness.LoadChat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The random actions of a user: mostly posts, sometimes read marks or typing. Used by the client's
 * thread.
 */
final class RandomActions {

  private static final int MAX_UNACKNOWLEDGED = 8;

  private final ClientRecord account;
  private final long paceMillis;
  private final Random random;
  private Instant actAt = Instant.MIN;

  /**
   * @param pace the mean pause between two actions
   */
  RandomActions(ClientRecord account, Duration pace, Random random) {
    this.account = account;
    this.paceMillis = pace.toMillis();
    this.random = random;
  }

  /** Returns the frame that the user sends now, if any. */
  Optional<Map<String, Object>> next(Instant now) {
    if (now.isBefore(actAt)) {
      return Optional.empty();
    }
    actAt = now.plusMillis(random.nextLong(2 * paceMillis));
    LoadChat chat = account.chats().get(random.nextInt(account.chats().size()));
    return switch (random.nextInt(10)) {
      case 0 -> Optional.of(ClientFrames.typing(chat.id(), "start"));
      case 1, 2 -> read(chat);
      default -> talk(chat, now);
    };
  }

  /** Returns a read mark for the last received message of a chat. */
  Optional<Map<String, Object>> read(LoadChat chat) {
    return account.view(chat).last().map(last -> ClientFrames.read(chat.id(), last.message().id()));
  }

  private Optional<Map<String, Object>> talk(LoadChat chat, Instant now) {
    return account.outbox().waiting() < MAX_UNACKNOWLEDGED
        ? Optional.of(account.outbox().next(chat.id(), now).frame())
        : Optional.empty();
  }
}
