package io.chats.domain.event;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;

/** A signal about a participant, which is not stored and delivered at most once (spec G5). */
public record ChatSignal(ChatId chat, UserId user, Detail detail) implements ChatAnnouncement {

  /** The kind of the signal, with its data. */
  public sealed interface Detail {}

  /**
   * The participant is typing, or stopped.
   *
   * @param status as the client sent it
   */
  public record Typing(String status) implements Detail {}

  /** The participant came online or went offline. */
  public record PresenceChanged(Presence presence) implements Detail {}
}
