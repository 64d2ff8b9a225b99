package io.chats.adapter.nats.cluster;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;

/**
 * The subjects of announcements: one for each chat and each user, below the prefix of the
 * deployment, so that two deployments can share one NATS.
 */
record ClusterSubjects(String prefix) {

  String of(ChatId chat) {
    return prefix + ".chat." + chat;
  }

  String of(UserId user) {
    return prefix + ".user." + user;
  }
}
