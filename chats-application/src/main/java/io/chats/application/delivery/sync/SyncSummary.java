package io.chats.application.delivery.sync;

import io.chats.application.lookup.Presenter;
import io.chats.domain.event.ClientEvent.ChatState;
import io.chats.domain.event.ClientEvent.NotParticipating;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.event.ClientEvent.SyncedChat;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.port.ChatDirectory.SeqRange;
import io.chats.domain.port.UserDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the event that ends a sync. The unread counts and the profiles of all chats are looked up
 * together; blocks for that.
 *
 * @param snapshots of the chats in which the user takes part
 */
record SyncSummary(DeliveryContext context, UserId user, Map<ChatId, RoomSnapshot> snapshots) {

  /** The listed chats in their order, and then all other chats with a snapshot. */
  Synced synced(Map<ChatId, ReplayProgress> listed) {
    Map<ChatId, Integer> unread = context.directory().unread(user, unreadRanges());
    Map<UserDirectory.Key, Profile> profiles = context.presenter().profiles(keys());
    List<SyncedChat> chats = new ArrayList<>();
    for (ReplayProgress chat : listed.values()) {
      RoomSnapshot snapshot = snapshots.get(chat.id());
      chats.add(
          snapshot == null
              ? new NotParticipating(chat.id())
              : state(snapshot, chat.isReset(), unread, profiles));
    }
    snapshots.forEach((chat, snapshot) -> {
      if (!listed.containsKey(chat)) {
        chats.add(state(snapshot, false, unread, profiles));
      }
    });
    return new Synced(chats);
  }

  private Collection<SeqRange> unreadRanges() {
    return snapshots.values().stream()
        .map(s -> new SeqRange(s.chat().id(), s.readSeq(), s.seq()))
        .toList();
  }

  private Set<UserDirectory.Key> keys() {
    Set<UserDirectory.Key> keys = new HashSet<>();
    snapshots.values().forEach(s -> keys.addAll(Presenter.keys(s.opponents(), s.chat().order())));
    return keys;
  }

  private static ChatState state(
      RoomSnapshot snapshot,
      boolean reset,
      Map<ChatId, Integer> unread,
      Map<UserDirectory.Key, Profile> profiles) {
    ChatId chat = snapshot.chat().id();
    return new ChatState(
        chat,
        snapshot.seq(),
        snapshot.version(),
        snapshot.chat().status(),
        snapshot.readSeq(),
        snapshot.opponentReadSeq(),
        unread.get(chat),
        Presenter.opponents(snapshot.opponents(), snapshot.chat().order(), profiles),
        reset);
  }
}
