package io.chats.testing.inmemory;

import static java.util.stream.Collectors.toSet;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Posted;
import io.chats.domain.port.ChangeFeed.Source;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The changes of an {@link InMemoryDatabase} by their ids, for one thread at a time. */
final class ChangeLog {

  private final Map<Source, NavigableMap<Long, Change>> changes = new EnumMap<>(Source.class);
  private final Map<Source, Long> taken = new EnumMap<>(Source.class);
  private final Map<Source, Long> given = new EnumMap<>(Source.class);

  ChangeLog() {
    for (Source source : Source.values()) {
      changes.put(source, new TreeMap<>());
    }
  }

  /** The id that was given to the next change of that source, else the next one in order. */
  long nextId(Source source) {
    return Optional.ofNullable(given.remove(source))
        .orElseGet(() -> taken.merge(source, 1L, Long::sum));
  }

  void giveId(Source source, long id) {
    given.put(source, id);
  }

  void opened(StoredChat first) {
    add(Source.HISTORY, first.chat(), Set.of());
  }

  /** Records what made one version of a chat the next one. */
  void changed(StoredChat before, StoredChat after) {
    List<Message> posted =
        after.messages().subList(before.messages().size(), after.messages().size());
    posted.forEach(this::add);
    if (!after.hasShapeOf(before)) {
      add(Source.HISTORY, after.chat(), changedUsers(before, after));
    } else if (posted.isEmpty()) {
      add(Source.UPDATES, after.chat(), Set.of());
    }
  }

  Positions end() {
    return new Positions(last(Source.MESSAGES), last(Source.HISTORY), last(Source.UPDATES));
  }

  List<Change> within(Source source, long first, long last) {
    Collection<Change> found =
        first > last ? List.of() : changes.get(source).subMap(first, true, last, true).values();
    return List.copyOf(found);
  }

  private void add(Message message) {
    long id = message.id().value();
    changes.get(Source.MESSAGES).put(id, new Posted(id, message.chat(), message.seq()));
  }

  private void add(Source source, Chat chat, Set<UserId> users) {
    long id = nextId(source);
    ChatId which = chat.id();
    changes
        .get(source)
        .put(id, new Changed(source, id, which, chat.version(), users, chat.isClosed()));
  }

  private long last(Source source) {
    NavigableMap<Long, Change> all = changes.get(source);
    return all.isEmpty() ? 0 : all.lastKey();
  }

  private static Set<UserId> changedUsers(StoredChat before, StoredChat after) {
    Participants former = before.conversation().participants();
    return after.conversation().participants().all().stream()
        .filter(now -> former.find(now.user()).filter(was -> isSame(was, now)).isEmpty())
        .map(Subscription::user)
        .collect(toSet());
  }

  private static boolean isSame(Subscription was, Subscription now) {
    return was.active() == now.active()
        && was.type() == now.type()
        && was.joinedVersion() == now.joinedVersion();
  }
}
