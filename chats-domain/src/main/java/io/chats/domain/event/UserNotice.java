package io.chats.domain.event;

import io.chats.domain.id.ChatId;

/** A notice to the nodes on which a user has sessions. */
public sealed interface UserNotice {

  /** The user's participation in the chat began, ended or changed; the database says how. */
  record MembershipChanged(ChatId chat) implements UserNotice {}

  /** An event for every session of the user; at most once (spec G5). */
  record Deliver(ClientEvent event) implements UserNotice {}
}
