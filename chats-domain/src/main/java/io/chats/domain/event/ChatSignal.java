package io.chats.domain.event;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;

/** Something passing about a participant, which is not stored: at most once (spec G5). */
public record ChatSignal(ChatId chat, UserId user, What what) implements ChatAnnouncement {

  /** What it is about. */
  public sealed interface What {}

  /**
   * The participant is typing, or stopped.
   *
   * @param status as the client sent it
   */
  public record Typing(String status) implements What {}

  /** The participant came or went. */
  public record PresenceChanged(Presence presence) implements What {}
}
