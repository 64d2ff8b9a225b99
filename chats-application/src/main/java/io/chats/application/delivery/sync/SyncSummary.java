package io.chats.application.delivery.sync;

import io.chats.application.lookup.Presenter;
import io.chats.domain.event.ClientEvent.NotTakingPart;
import io.chats.domain.event.ClientEvent.Standing;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.event.ClientEvent.SyncedChat;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.port.ChatDirectory.Stretch;
import io.chats.domain.port.UserDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts together what a session is told at the end of a sync: the unread counts and the profiles of
 * all chats are looked up together. Blocks for that.
 */
final class SyncSummary {

  private final SyncContext services;
  private final UserId user;
  private final Map<ChatId, RoomSnapshot> standings;

  /**
   * @param standings of those in which the user takes part
   */
  SyncSummary(SyncContext services, UserId user, Map<ChatId, RoomSnapshot> standings) {
    this.services = services;
    this.user = user;
    this.standings = standings;
  }

  /** The listed ones in their order, and then all others that stand. */
  Synced synced(Map<ChatId, ReplayProgress> listed) {
    Map<ChatId, Integer> unread = services.directory().unread(user, stretches());
    Map<UserDirectory.Key, Profile> profiles = services.presenter().profiles(keys());
    List<SyncedChat> chats = new ArrayList<>();
    for (ReplayProgress chat : listed.values()) {
      RoomSnapshot standing = standings.get(chat.id());
      chats.add(
          standing == null
              ? new NotTakingPart(chat.id())
              : shown(standing, chat.isReset(), unread, profiles));
    }
    standings.forEach((chat, standing) -> {
      if (!listed.containsKey(chat)) {
        chats.add(shown(standing, false, unread, profiles));
      }
    });
    return new Synced(chats);
  }

  private Collection<Stretch> stretches() {
    return standings.values().stream()
        .map(s -> new Stretch(s.chat().id(), s.readSeq(), s.seq()))
        .toList();
  }

  private Set<UserDirectory.Key> keys() {
    Set<UserDirectory.Key> keys = new HashSet<>();
    standings.values().forEach(s -> keys.addAll(Presenter.keys(s.opponents(), s.chat().order())));
    return keys;
  }

  private static Standing shown(
      RoomSnapshot standing,
      boolean reset,
      Map<ChatId, Integer> unread,
      Map<UserDirectory.Key, Profile> profiles) {
    ChatId chat = standing.chat().id();
    return new Standing(
        chat,
        standing.seq(),
        standing.version(),
        standing.chat().status(),
        standing.readSeq(),
        standing.opponentReadSeq(),
        unread.get(chat),
        Presenter.opponents(standing.opponents(), standing.chat().order(), profiles),
        reset);
  }
}
