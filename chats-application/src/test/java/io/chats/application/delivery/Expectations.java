package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.Subscription;
import io.chats.testing.inmemory.InMemoryDatabase;
import io.chats.testing.inmemory.StoredChat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that connected clients must have been sent some time after all failures have ended.
 *
 * <p>They are those of the chats in which their users take part, and of those that they have left
 * since, closed chats included. Of these a sync replays no message, unless the client listed them.
 */
final class Expectations {

  private final InMemoryDatabase database;
  private final Map<ChatId, StoredChat> settled = new HashMap<>();

  /** Notes that everything is settled now. */
  Expectations(InMemoryDatabase database) {
    this.database = database;
    database.all().forEach(stored -> settled.put(stored.chat().id(), stored));
  }

  void assertMet(Client client) {
    for (StoredChat now : database.all()) {
      StoredChat before = settled.get(now.chat().id());
      boolean tookPart = before != null && before.isActive(client.user());
      if (now.isActive(client.user())) {
        assertMet(client, before, now);
      } else if (tookPart) {
        assertTold(client, now, true);
      }
    }
  }

  private void assertMet(Client client, StoredChat before, StoredChat now) {
    boolean stayed = before != null && activeSince(client.user(), now) <= before.chat().version();
    if (before == null || !before.chat().isClosed()) {
      assertSeen(client, now);
    }
    assertThatStateIsKnown(client, before, now, stayed);
    if (stayed) {
      assertThatMarksAreKnown(client, before, now);
    }
  }

  private void assertSeen(Client client, StoredChat now) {
    long joined = activeSince(client.user(), now);
    List<Long> due =
        now.messages().stream()
            .filter(m -> m.seq() > client.placedAfter().getOrDefault(m.chat(), 0L))
            .filter(m -> database.storing(m).chat().version() >= joined)
            .map(Message::seq)
            .toList();
    assertThat(client.messages(now.chat().id()))
        .as("%s of user %s in chat %s", client.session().id(), client.user(), now.chat().id())
        .filteredOn(shown -> !shown.repeated())
        .extracting(shown -> shown.message().seq())
        .containsAll(due);
  }

  private static void assertThatStateIsKnown(
      Client client, StoredChat before, StoredChat now, boolean stayed) {
    boolean sameState =
        stayed
            && before.chat().isClosed() == now.chat().isClosed()
            && before.chat().participantsVersion() == now.chat().participantsVersion();
    if (!sameState) {
      assertTold(client, now, false);
    }
  }

  private static void assertTold(Client client, StoredChat now, boolean left) {
    List<ChatChanged> states = client.states(now.chat().id()).toList();
    List<UserId> opponents =
        now.conversation().participants().opponentsOf(client.user()).stream()
            .map(Subscription::user)
            .toList();
    assertThat(states).as("what %s was told of %s", client.session().id(), now).isNotEmpty();
    ChatChanged told = states.getLast();
    assertThat(told.left()).isEqualTo(left);
    assertThat(told.opponents())
        .extracting(opponent -> opponent.profile().user())
        .isEqualTo(left ? List.of() : opponents);
    assertThat(told.status()).isEqualTo(left ? told.status() : now.chat().status());
  }

  /** Leaves out marks that users made below an inherited one, since they change nothing. */
  private static void assertThatMarksAreKnown(Client client, StoredChat before, StoredChat now) {
    for (Subscription reader : now.conversation().participants().all()) {
      long seq = now.ownMarks().getOrDefault(reader.user(), 0L);
      boolean moved = seq > before.ownMarks().getOrDefault(reader.user(), 0L);
      if (moved && !reader.mark().inherited()) {
        MessagesRead last =
            new MessagesRead(
                now.chat().id(), now.messages().get((int) seq - 1).id(), reader.user());
        assertThat(client.events(MessagesRead.class)).contains(last);
      }
    }
  }

  /** The version at which the user became active without having left since. */
  private long activeSince(UserId user, StoredChat now) {
    long since = now.chat().version() + 1;
    for (StoredChat version : database.versions(now.chat().id()).reversed()) {
      if (!version.isActive(user)) {
        return since;
      }
      since = version.chat().version();
    }
    return since;
  }
}
