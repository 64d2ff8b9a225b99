package io.chats.adapter.nats.cluster;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;

/**
 * The subjects of announcements. Below a prefix of the deployment's own, so that two deployments on
 * one NATS do not mix.
 */
record Subjects(String prefix) {

  String of(ChatId chat) {
    return prefix + ".chat." + chat;
  }

  String of(UserId user) {
    return prefix + ".user." + user;
  }
}
