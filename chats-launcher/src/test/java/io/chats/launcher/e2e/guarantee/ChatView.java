package io.chats.launcher.e2e.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The messages of a chat that a client has: from the first one on, without a gap. Used by one
 * thread at a time.
 */
final class ChatView {

  private final long chat;
  private final BooleanSupplier catchingUp;
  private final List<Long> ids = new ArrayList<>();
  private long furthestSeen;
  private boolean left;

  /**
   * @param catchingUp whether the client has requested what follows and waits for the answer
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

  /** The highest {@code seq} that was ever received, also if there was a gap before it. */
  long furthestSeen() {
    return furthestSeen;
  }

  /** Notes that the user has left the chat. */
  void leave() {
    left = true;
  }

  /** Notes that the user is a participant; returns whether that is new. */
  boolean rejoins() {
    boolean was = left;
    left = false;
    return was;
  }

  /**
   * Adds a message that acknowledges no repetition. @return what the API does not allow about it
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
