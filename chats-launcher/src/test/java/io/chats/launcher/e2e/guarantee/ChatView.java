package io.chats.launcher.e2e.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What one client has of one chat: its messages from the first on, without a hole. Not safe for use
 * by several threads.
 */
final class ChatView {

  private final long chat;
  private final BooleanSupplier catchingUp;
  private final List<Long> ids = new ArrayList<>();
  private long furthestSeen;
  private boolean left;

  /**
   * @param catchingUp whether the client has asked for what follows, and is not answered yet
   */
  ChatView(long chat, BooleanSupplier catchingUp) {
    this.chat = chat;
    this.catchingUp = catchingUp;
  }

  /** The ids of the messages, in the order of their {@code seq}. */
  List<Long> ids() {
    return List.copyOf(ids);
  }

  long seq() {
    return ids.size();
  }

  /** The highest {@code seq} that was ever shown, also where it was of no use. */
  long furthestSeen() {
    return furthestSeen;
  }

  /** The user no longer takes part. */
  void leave() {
    left = true;
  }

  /** The user takes part; whether that was not so before. */
  boolean rejoins() {
    boolean was = left;
    left = false;
    return was;
  }

  /**
   * A message is shown that acknowledges no repetition.
   *
   * @return what the API does not allow about that
   */
  Optional<String> message(JsonNode message) {
    long seq = message.get("seq").asLong();
    long id = message.get("id").asLong();
    furthestSeen = Math.max(furthestSeen, seq);
    if (seq == seq() + 1) {
      ids.add(id);
      return Optional.empty();
    }
    // Until the answer comes, what happens live may be ahead of it, or be told by it once more.
    boolean allowed = catchingUp.getAsBoolean() && (seq > seq() || ids.get((int) seq - 1) == id);
    return allowed
        ? Optional.empty()
        : Optional.of("seq " + seq + " after " + seq() + " in chat " + chat);
  }
}
