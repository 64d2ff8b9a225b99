package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The chats that a sync covers: all opened ones in which the user is active, and the closed ones
 * that the client listed.
 *
 * @param active each chat as it was when the user was seen to be active in it
 * @param asOf the time just before they were looked up
 */
record SyncScope(Map<ChatId, Chat> active, Instant asOf) {

  /** Looks the chats up; blocks. */
  static SyncScope of(UserId user, Collection<ReplayProgress> listed, SyncContext context) {
    Instant asOf = context.clock().instant();
    Map<ChatId, Chat> active = new HashMap<>();
    context
        .directory()
        .openedChats(List.of(user))
        .getOrDefault(user, List.of())
        .forEach(chat -> active.put(chat.id(), chat));
    List<ChatId> others =
        listed.stream().map(ReplayProgress::id).filter(chat -> !active.containsKey(chat)).toList();
    if (!others.isEmpty()) {
      context.directory().activeChats(user, others).stream()
          .map(ChatOverview::chat)
          .forEach(chat -> active.put(chat.id(), chat));
    }
    return new SyncScope(active, asOf);
  }

  Optional<Chat> find(ChatId chat) {
    return Optional.ofNullable(active.get(chat));
  }

  Set<ChatId> chats() {
    return active.keySet();
  }
}
