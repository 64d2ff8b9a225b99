package io.chats.adapter.websocket.document;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Content;
import io.chats.domain.model.Limits;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Presence;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.domain.model.UserType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Events of every kind, with every value of every enumeration of the domain. */
final class EventSamples {

  private static final ChatId CHAT = new ChatId(7);
  private static final UserId USER = new UserId(Long.MAX_VALUE);
  private static final Profile PROFILE = new Profile(USER, "Anna", "", "", "");
  private static final StoredFile UNKNOWN = StoredFile.unknown(new FileId("f"));
  private static final StoredFile KNOWN =
      new StoredFile(
          UNKNOWN.id(), Optional.of(new StoredFile.Details("t", "u", "th", "m", "2026", 1)));

  private EventSamples() {}

  static List<ClientEvent> all() {
    return Stream.of(messages(), presences(), chats(), catchingUp(), errors(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ClientEvent> messages() {
    List<Message> messages = new ArrayList<>();
    for (MessageType type : MessageType.values()) {
      for (UserType sender : UserType.values()) {
        messages.add(message(type, sender, Optional.of(new ClientMessageId("c")), false));
      }
    }
    messages.add(message(MessageType.MESSAGE, UserType.CLIENT, Optional.empty(), true));
    List<ClientEvent> posted = new ArrayList<>();
    for (Message message : messages) {
      for (MessageStatus status : MessageStatus.values()) {
        posted.add(posted(new ShownMessage(message, status, Optional.empty(), true)));
        posted.add(posted(new ShownMessage(message, status, Optional.of(KNOWN), false)));
        posted.add(posted(new ShownMessage(message, status, Optional.of(UNKNOWN), false)));
      }
    }
    return posted;
  }

  private static Message message(
      MessageType type, UserType sender, Optional<ClientMessageId> id, boolean erased) {
    Content content = new Content(type, "text", Map.of("k", "v"), Optional.of(UNKNOWN.id()));
    return new Message(new MessageId(1), 1, CHAT, USER, sender, id, content, Instant.EPOCH, erased);
  }

  private static ClientEvent posted(ShownMessage message) {
    return new MessagesPosted(List.of(message), List.of(PROFILE));
  }

  private static List<ClientEvent> presences() {
    return Arrays.stream(Presence.values())
        .<ClientEvent>map(p -> new OpponentStatus(CHAT, List.of(new UserPresence(USER, p))))
        .toList();
  }

  private static List<ClientEvent> chats() {
    List<Opponent> opponents =
        Arrays.stream(UserType.values()).map(type -> new Opponent(PROFILE, type)).toList();
    return Stream.concat(
            Arrays.stream(ChatStatus.values())
                .map(status -> new ChatChanged(CHAT, 0, status, opponents, false)),
            Stream.of(new ChatChanged(CHAT, 1, ChatStatus.OPENED, List.of(), true)))
        .<ClientEvent>map(event -> event)
        .toList();
  }

  private static List<ClientEvent> catchingUp() {
    List<Opponent> opponents = List.of(new Opponent(PROFILE, UserType.DOCTOR));
    List<ClientEvent.SyncedChat> chats =
        List.of(
            new ClientEvent.ChatState(CHAT, 9, 12, ChatStatus.OPENED, 7, 8, 2, opponents, false),
            new ClientEvent.ChatState(CHAT, 0, 1, ChatStatus.CLOSED, 0, 0, 0, List.of(), true),
            new ClientEvent.NotParticipating(CHAT));
    return List.of(
        new ClientEvent.Hello(USER, 1, Limits.DEFAULT, 20, 100),
        new ClientEvent.Synced(chats, true),
        new ClientEvent.Synced(chats, false));
  }

  private static List<ClientEvent> errors() {
    return FrameErrorCodes.all().stream()
        .<ClientEvent>map(code ->
            new RequestFailed(
                code, "why", Optional.of("message"), Optional.of(new ClientMessageId("c"))))
        .toList();
  }

  private static List<ClientEvent> others() {
    return List.of(
        new ClientEvent.MessagesRead(CHAT, new MessageId(1), USER),
        new ClientEvent.Typing(CHAT, USER, "is typing", "on"),
        new ClientEvent.ConsultationUpdated(new OrderId(1), true),
        new ClientEvent.ClientGone(USER),
        new ClientEvent.Custom("offer", "{\"a\":[1,{}]}"),
        new ClientEvent.Pong());
  }
}
