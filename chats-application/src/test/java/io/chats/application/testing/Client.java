package io.chats.application.testing;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.OpenSession;
import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.NewMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A connected client: what it was sent, and what it can do.
 *
 * @param placedAfter what each chat had said when the session got its place
 */
public record Client(RecordingSession session, OpenSession open, Map<ChatId, Long> placedAfter) {

  public UserId user() {
    return session.user();
  }

  /** The events of one kind that the client was sent, in order. */
  public <E extends ClientEvent> List<E> events(Class<E> kind) {
    return session.events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The messages of a chat that it was sent, in order. */
  public List<ShownMessage> messages(ChatId chat) {
    return events(MessagesPosted.class).stream()
        .flatMap(event -> event.messages().stream())
        .filter(shown -> shown.message().chat().equals(chat))
        .toList();
  }

  public List<String> texts(ChatId chat) {
    return messages(chat).stream().map(shown -> shown.message().content().text()).toList();
  }

  /** The changes of a chat's participants and status that the client was sent, in order. */
  public Stream<ChatChanged> states(ChatId chat) {
    return events(ChatChanged.class).stream().filter(state -> state.chat().equals(chat));
  }

  /** Asks for what came after these positions. */
  public CompletableFuture<Void> sync(ChatPosition... listed) {
    return open.sync(List.of(listed)).toCompletableFuture();
  }

  public CompletableFuture<List<PostResult>> post(ChatId chat, NewMessage... messages) {
    return open.post(chat, List.of(messages)).toCompletableFuture();
  }
}
