package io.chats.testing.inmemory;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.domain.port.ChatDirectory.SeqRange;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Answers the questions of {@link io.chats.domain.port.ChatDirectory} from an {@link
 * InMemoryDatabase}.
 */
final class ChatQueries {

  private static final Comparator<StoredChat> LATEST_FIRST =
      Comparator.comparing((StoredChat stored) -> stored.chat().lastUpdateAt())
          .thenComparingLong(stored -> stored.chat().id().value())
          .reversed();

  private final InMemoryDatabase database;

  ChatQueries(InMemoryDatabase database) {
    this.database = database;
  }

  List<ChatOverview> active(UserId user, Optional<ChatId> before, int limit) {
    Optional<StoredChat> place = before.flatMap(database::find).filter(it -> tookPart(it, user));
    if (before.isPresent() && place.isEmpty()) {
      return List.of();
    }
    return active(user)
        .filter(it -> place.isEmpty() || LATEST_FIRST.compare(place.get(), it) < 0)
        .sorted(LATEST_FIRST)
        .limit(limit)
        .map(it -> of(it, user))
        .toList();
  }

  private static boolean tookPart(StoredChat stored, UserId user) {
    return stored.conversation().participants().find(user).isPresent();
  }

  List<ChatOverview> active(UserId user, List<ChatId> among) {
    return among.stream()
        .distinct()
        .flatMap(chat -> database.find(chat).stream())
        .filter(stored -> stored.isActive(user))
        .map(stored -> of(stored, user))
        .toList();
  }

  List<ChatOverview> latest(List<OrderParticipant> pairs) {
    return pairs.stream().flatMap(pair -> latest(pair).stream()).toList();
  }

  Map<UserId, List<Chat>> opened(Collection<UserId> users) {
    Map<UserId, List<Chat>> opened = new HashMap<>();
    for (UserId user : users) {
      List<Chat> chats =
          active(user).map(StoredChat::chat).filter(chat -> !chat.isClosed()).toList();
      if (!chats.isEmpty()) {
        opened.put(user, chats);
      }
    }
    return opened;
  }

  Map<UserId, Set<UserId>> staff(Collection<UserId> clients) {
    return clients.stream()
        .distinct()
        .filter(client -> !staff(client).isEmpty())
        .collect(toMap(Function.identity(), this::staff));
  }

  private Set<UserId> staff(UserId client) {
    return active(client)
        .filter(stored -> !stored.chat().isClosed())
        .map(stored -> stored.conversation().participants())
        .filter(all -> all.active(client).orElseThrow().type() == UserType.CLIENT)
        .flatMap(all -> all.opponentsOf(client).stream())
        .filter(other -> other.type() != UserType.CLIENT)
        .map(Subscription::user)
        .collect(toSet());
  }

  Map<ChatId, Set<UserId>> activeUsers(Collection<ChatId> chats) {
    Map<ChatId, Set<UserId>> users = new HashMap<>();
    for (ChatId chat : chats) {
      Set<UserId> active =
          database.find(chat).stream()
              .flatMap(stored -> stored.conversation().participants().active())
              .map(Subscription::user)
              .collect(toSet());
      if (!active.isEmpty()) {
        users.put(chat, active);
      }
    }
    return users;
  }

  Map<ChatId, Long> versions(Collection<ChatId> chats) {
    Map<ChatId, Long> versions = new HashMap<>();
    chats.forEach(
        chat -> database.find(chat).ifPresent(s -> versions.put(chat, s.chat().version())));
    return versions;
  }

  Map<ChatId, Integer> unread(UserId user, Collection<SeqRange> stretches) {
    return stretches.stream()
        .collect(
            toMap(
                SeqRange::chat,
                s ->
                    database
                        .find(s.chat())
                        .map(stored -> unread(stored, user, s.afterSeq(), s.upToSeq()))
                        .orElse(0)));
  }

  private static int unread(StoredChat stored, UserId user, long afterSeq, long upToSeq) {
    return stored.unread(user, afterSeq, upToSeq, ChatOverview.MAX_UNREAD);
  }

  private Stream<StoredChat> active(UserId user) {
    return database.all().stream().filter(stored -> stored.isActive(user));
  }

  private Optional<ChatOverview> latest(OrderParticipant pair) {
    return database.all().stream()
        .filter(stored -> stored.chat().order().equals(pair.order()))
        .filter(stored -> tookPart(stored, pair.user()))
        .max(Comparator.comparingLong(stored -> stored.chat().id().value()))
        .map(stored -> of(stored, OptionalInt.empty()));
  }

  private static ChatOverview of(StoredChat stored, UserId asker) {
    Subscription subscription = stored.conversation().requireActive(asker);
    int unread = unread(stored, asker, subscription.mark().seq(), Long.MAX_VALUE);
    return of(stored, OptionalInt.of(unread));
  }

  private static ChatOverview of(StoredChat stored, OptionalInt unread) {
    return new ChatOverview(
        stored.conversation(),
        stored.messages().isEmpty() ? Optional.empty() : Optional.of(stored.messages().getLast()),
        unread);
  }
}
