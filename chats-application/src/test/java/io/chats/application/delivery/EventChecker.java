package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.RecordingSession;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.testing.inmemory.InMemoryDatabase;
import io.chats.testing.inmemory.StoredChat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Checks each event as it is sent: in order, once, and only to those who may receive it. */
final class EventChecker implements BiConsumer<RecordingSession, ClientEvent> {

  private final InMemoryDatabase database;
  private final BiPredicate<SessionId, Optional<ClientMessageId>> hasRepeated;
  private final Predicate<SessionId> syncs;
  private final Map<List<Object>, Long> lastSeq = new ConcurrentHashMap<>();
  private final Map<List<Object>, Long> readUpTo = new ConcurrentHashMap<>();

  /**
   * @param hasRepeated returns whether a session posted an id that was posted before
   * @param syncs returns whether a session syncs, so that messages may be sent to it again
   */
  EventChecker(
      InMemoryDatabase database,
      BiPredicate<SessionId, Optional<ClientMessageId>> hasRepeated,
      Predicate<SessionId> syncs) {
    this.database = database;
    this.hasRepeated = hasRepeated;
    this.syncs = syncs;
  }

  @Override
  public void accept(RecordingSession session, ClientEvent event) {
    switch (event) {
      case MessagesPosted posted -> posted.messages().forEach(shown -> see(session, shown));
      case MessagesRead read -> see(session, read);
      default -> {}
    }
  }

  private void see(RecordingSession session, ShownMessage shown) {
    Message message = shown.message();
    assertMayKnow(session.user(), message.chat(), v -> v.chat().lastSeq() >= message.seq());
    if (shown.repeated()) {
      assertThat(hasRepeated.test(session.id(), message.clientId())).isTrue();
    } else if (!syncs.test(session.id())) {
      assertNext(session.id(), message);
    }
  }

  private void see(RecordingSession session, MessagesRead read) {
    Message upTo =
        database.find(read.chat()).orElseThrow().messages().stream()
            .filter(m -> m.id().equals(read.message()))
            .findFirst()
            .orElseThrow();
    assertMayKnow(
        session.user(),
        read.chat(),
        v ->
            v.ownMarks().getOrDefault(read.reader(), 0L) >= upTo.seq()
                || (read.reader().equals(session.user()) && hasInherited(v, read.reader(), upTo)));
    assertNoLower(session.id(), read.reader(), upTo);
  }

  /**
   * Returns whether a mark that was handed over to the reader covers the message: the reader, and
   * nobody else, is then answered that it is read, and nothing is stored.
   */
  private static boolean hasInherited(StoredChat chat, UserId reader, Message upTo) {
    return chat.conversation()
        .participants()
        .active(reader)
        .filter(own -> own.mark().inherited() && own.mark().seq() >= upTo.seq())
        .isPresent();
  }

  private void assertNoLower(SessionId session, UserId reader, Message upTo) {
    Long before = readUpTo.put(List.of(session, upTo.chat(), reader), upTo.seq());
    assertThat(before == null || before <= upTo.seq())
        .as("%s is told that %s read %s after %s", session, reader, upTo, before)
        .isTrue();
  }

  private void assertNext(SessionId session, Message message) {
    Long before = lastSeq.put(List.of(session, message.chat()), message.seq());
    assertThat(before == null || before < message.seq())
        .as("%s is sent %s of chat %s after %s", session, message.seq(), message.chat(), before)
        .isTrue();
  }

  /** Checks that the user took part at one of these versions. */
  private void assertMayKnow(UserId user, ChatId chat, Predicate<StoredChat> since) {
    assertThat(database.versions(chat).stream().filter(since).anyMatch(v -> v.isActive(user)))
        .as("user %s may know what happened in chat %s", user, chat)
        .isTrue();
  }
}
