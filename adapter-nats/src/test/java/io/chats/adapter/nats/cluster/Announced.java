package io.chats.adapter.nats.cluster;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Presence;
import io.chats.domain.model.Profile;
import io.chats.domain.model.StoredFile;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.ErrorCode;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates any announcements between nodes. */
final class Announced {

  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs().between(1, Long.MAX_VALUE);
  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
  private static final Arbitrary<ChatId> CHATS = NUMBERS.map(ChatId::new);
  private static final Arbitrary<UserId> USERS = NUMBERS.map(UserId::new);
  private static final Arbitrary<MessageId> MESSAGE_IDS = NUMBERS.map(MessageId::new);
  private static final Arbitrary<FileId> FILES = names().map(FileId::new);
  private static final Arbitrary<ClientMessageId> CLIENT_IDS = names().map(ClientMessageId::new);
  private static final Arbitrary<Presence> PRESENCES = Arbitraries.of(Presence.class);
  private static final Arbitrary<UserType> USER_TYPES = Arbitraries.of(UserType.class);

  private Announced() {}

  static Arbitrary<ChatAnnouncement> announcements() {
    return Arbitraries.oneOf(changes(), signals());
  }

  static Arbitrary<UserNotice> notices() {
    return Arbitraries.oneOf(
        CHATS.map(UserNotice.MembershipChanged::new), events().map(UserNotice.Deliver::new));
  }

  static Arbitrary<Message> messages() {
    Arbitrary<Instant> instants = NUMBERS.map(n -> Instant.ofEpochMilli(n % 10_000_000_000_000L));
    Arbitrary<Content> contents =
        Combinators.combine(
                Arbitraries.of(MessageType.class),
                texts(),
                Arbitraries.maps(texts(), texts()).ofMaxSize(3),
                FILES.optional())
            .as(Content::new);
    return Combinators.combine(MESSAGE_IDS, NUMBERS, CHATS, USERS, USER_TYPES)
        .flatAs((id, seq, chat, author, sender) ->
            Combinators.combine(CLIENT_IDS.optional(), contents, instants, FLAGS)
                .as((client, content, at, erased) ->
                    new Message(id, seq, chat, author, sender, client, content, at, erased)));
  }

  private static Arbitrary<ChatAnnouncement> changes() {
    Arbitrary<ChatChange.Detail> whats =
        Arbitraries.oneOf(
            messages().list().ofMinSize(1).ofMaxSize(3).map(ChatChange.Posted::new),
            Combinators.combine(USERS, MESSAGE_IDS, NUMBERS).as(ChatChange.Read::new),
            Arbitraries.create(ChatChange.ParticipantsChanged::new),
            Arbitraries.create(ChatChange.Closed::new));
    return Combinators.combine(CHATS, NUMBERS, NUMBERS, NUMBERS, whats).as(ChatChange::new);
  }

  private static Arbitrary<ChatAnnouncement> signals() {
    Arbitrary<ChatSignal.Detail> whats =
        Arbitraries.oneOf(
            texts().map(ChatSignal.Typing::new), PRESENCES.map(ChatSignal.PresenceChanged::new));
    return Combinators.combine(CHATS, USERS, whats).as(ChatSignal::new);
  }

  private static Arbitrary<ClientEvent> events() {
    return Arbitraries.oneOf(
        Combinators.combine(shown().list().ofMaxSize(3), profiles().list().ofMaxSize(3))
            .as(ClientEvent.MessagesPosted::new),
        Combinators.combine(CHATS, MESSAGE_IDS, USERS).as(ClientEvent.MessagesRead::new),
        Combinators.combine(
                CHATS,
                Combinators.combine(USERS, PRESENCES)
                    .as(ClientEvent.UserPresence::new)
                    .list()
                    .ofMaxSize(3))
            .as(ClientEvent.OpponentStatus::new),
        Combinators.combine(CHATS, USERS, texts(), texts()).as(ClientEvent.Typing::new),
        Combinators.combine(NUMBERS.map(OrderId::new), FLAGS)
            .as(ClientEvent.ConsultationUpdated::new),
        USERS.map(ClientEvent.ClientGone::new),
        chatChanges(),
        Combinators.combine(texts(), texts()).as(ClientEvent.Custom::new),
        Combinators.combine(
                Arbitraries.of(ErrorCode.class), texts(), texts().optional(), CLIENT_IDS.optional())
            .as(ClientEvent.RequestFailed::new),
        Arbitraries.create(ClientEvent.Pong::new));
  }

  private static Arbitrary<ClientEvent> chatChanges() {
    Arbitrary<ClientEvent.Opponent> opponents =
        Combinators.combine(profiles(), USER_TYPES).as(ClientEvent.Opponent::new);
    return Combinators.combine(
            CHATS, NUMBERS, Arbitraries.of(ChatStatus.class), opponents.list().ofMaxSize(3), FLAGS)
        .as(ClientEvent.ChatChanged::new);
  }

  private static Arbitrary<ShownMessage> shown() {
    Arbitrary<StoredFile.Details> details =
        Combinators.combine(texts(), texts(), texts(), texts(), texts(), NUMBERS)
            .as(StoredFile.Details::new);
    Arbitrary<StoredFile> files =
        Combinators.combine(FILES, details.optional()).as(StoredFile::new);
    return Combinators.combine(
            messages(), Arbitraries.of(MessageStatus.class), files.optional(), FLAGS)
        .as(ShownMessage::new);
  }

  private static Arbitrary<Profile> profiles() {
    return Combinators.combine(USERS, texts(), texts(), texts(), texts()).as(Profile::new);
  }

  private static Arbitrary<String> names() {
    return texts().filter(text -> !text.isEmpty());
  }

  /** Any text that UTF-8 can hold. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab\"\\/\n\u0000\u2028é\uFFFD")
        .ofMaxLength(5)
        .map(text -> text.replace("a", "\uD83C\uDF3F"));
  }
}
