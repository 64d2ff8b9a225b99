package io.chats.domain.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A chat as a list of chats presents it to one user.
 *
 * @param conversation with at least the active participants, and the user even if former
 * @param lastMessage empty while there is none
 * @param unread the number of messages by others after the user's read mark, up to 1,000; empty
 *     where it was not asked for
 */
public record ChatOverview(
    Conversation conversation, Optional<Message> lastMessage, OptionalInt unread) {

  /** Counting stops here (spec 4). */
  public static final int MAX_UNREAD = 1000;

  public Chat chat() {
    return conversation.chat();
  }
}
