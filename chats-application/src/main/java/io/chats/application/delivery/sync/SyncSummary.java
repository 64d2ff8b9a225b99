package io.chats.application.delivery.sync;

import io.chats.application.lookup.Presenter;
import io.chats.domain.event.ClientEvent.ChatState;
import io.chats.domain.event.ClientEvent.NotParticipating;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.event.ClientEvent.SyncedChat;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatDirectory.SeqRange;
import io.chats.domain.port.UserDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the events with the state of the chats of a page. The unread counts of all are looked up
 * together, and the profiles of each event.
 *
 * @param snapshots of the chats in which the user takes part
 * @param unread the unread counts of these chats
 */
record SyncSummary(
    DeliveryContext context,
    UserId user,
    Map<ChatId, RoomSnapshot> snapshots,
    Map<ChatId, Integer> unread) {

  /** The number of opponents of an event that has several chats, which bounds its size. */
  private static final int MAX_OPPONENTS = 1000;

  /** Blocks on the database. */
  static SyncSummary of(DeliveryContext context, UserId user, Map<ChatId, RoomSnapshot> snapshots) {
    Collection<SeqRange> ranges =
        snapshots.values().stream()
            .map(s -> new SeqRange(s.chat().id(), s.readSeq(), s.seq()))
            .toList();
    return new SyncSummary(context, user, snapshots, context.directory().unread(user, ranges));
  }

  /** The chats of each event, in the same order; at least one event, which may be empty. */
  List<List<ChatId>> frames(List<ChatId> chats) {
    List<List<ChatId>> frames = new ArrayList<>();
    frames.add(new ArrayList<>());
    int opponents = 0;
    for (ChatId chat : chats) {
      int more = opponents(chat).size();
      if (opponents + more > MAX_OPPONENTS && opponents > 0) {
        frames.add(new ArrayList<>());
        opponents = 0;
      }
      frames.getLast().add(chat);
      opponents += more;
    }
    return frames;
  }

  private List<Subscription> opponents(ChatId chat) {
    RoomSnapshot snapshot = snapshots.get(chat);
    return snapshot == null ? List.of() : snapshot.participants().opponentsOf(user);
  }

  /**
   * The state of chats, in their order; those without a snapshot are left out, or said to be left
   * when they were listed. Blocks on profiles.
   *
   * @param listed the chats that the client listed
   * @param more whether another event of the same sync follows
   */
  Synced synced(List<ChatId> frame, Map<ChatId, ReplayProgress> listed, boolean more) {
    Map<UserDirectory.Key, Profile> profiles = context.presenter().profiles(keys(frame));
    List<SyncedChat> chats = new ArrayList<>();
    for (ChatId chat : frame) {
      ReplayProgress progress = listed.get(chat);
      if (snapshots.containsKey(chat)) {
        chats.add(state(chat, progress != null && progress.isReset(), profiles));
      } else if (progress != null) {
        chats.add(new NotParticipating(chat));
      }
    }
    return new Synced(chats, more);
  }

  private Set<UserDirectory.Key> keys(List<ChatId> frame) {
    Set<UserDirectory.Key> keys = new HashSet<>();
    frame.stream()
        .filter(snapshots::containsKey)
        .forEach(chat ->
            keys.addAll(Presenter.keys(opponents(chat), snapshots.get(chat).chat().order())));
    return keys;
  }

  private ChatState state(ChatId chat, boolean reset, Map<UserDirectory.Key, Profile> profiles) {
    RoomSnapshot snapshot = snapshots.get(chat);
    return new ChatState(
        chat,
        snapshot.seq(),
        snapshot.version(),
        snapshot.chat().status(),
        snapshot.readSeq(),
        snapshot.opponentReadSeq(),
        unread.get(chat),
        Presenter.opponents(opponents(chat), snapshot.chat().order(), profiles),
        reset);
  }
}
