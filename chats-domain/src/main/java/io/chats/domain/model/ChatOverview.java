package io.chats.domain.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A chat as a list shows it to one user.
 *
 * @param conversation with at least the active participants, and the asker even if former
 * @param lastMessage empty while there is none
 * @param unread messages by others after the asker's read mark, up to 1,000; empty where no asker
 *     is
 */
public record ChatOverview(
    Conversation conversation, Optional<Message> lastMessage, OptionalInt unread) {

  /** Counting stops here (spec 4). */
  public static final int MAX_UNREAD = 1000;

  public Chat chat() {
    return conversation.chat();
  }
}
