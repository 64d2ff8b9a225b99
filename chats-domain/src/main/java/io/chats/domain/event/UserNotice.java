package io.chats.domain.event;

import io.chats.domain.id.ChatId;

/** Tells the nodes on which a user has sessions something that concerns that user. */
public sealed interface UserNotice {

  /** The user's participation in the chat began, ended or changed: ask the database how. */
  record MembershipChanged(ChatId chat) implements UserNotice {}

  /** To be shown to every session of the user; at most once (spec G5). */
  record Deliver(ClientEvent event) implements UserNotice {}
}
