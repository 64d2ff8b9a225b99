package io.chats.application.delivery;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.Typing;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a room's sessions have been shown of the chat, and how to show them more. Used by one thread
 * at a time; every method may block on the database.
 */
final class RoomView {

  private static final int PAGE = 200;

  /** The clocks of nodes may differ by so much. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

  /** How old the known participants may be when something that is not stored is shown (SPEC G6). */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final ChatId chat;
  private final RoomServices services;
  private final Audience audience = new Audience();
  private final ChangeSequence changes = new ChangeSequence();
  private final Map<UserId, Long> marks = new HashMap<>();
  private Conversation known;
  private Instant knownAt = Instant.MIN;
  private Instant lastStoredAt = Instant.MIN;
  private long shownSeq;

  RoomView(ChatId chat, RoomServices services) {
    this.chat = chat;
    this.services = services;
  }

  boolean isEmpty() {
    return audience.isEmpty();
  }

  boolean hasGap() {
    return changes.hasGap();
  }

  boolean isBehind(long version) {
    return known != null && version > changes.version();
  }

  void enter(Member member, Instant since) {
    UserId user = member.session().user();
    if (known == null || !takesPart(user)) {
      catchUp();
    }
    if (member.isGone() || !takesPart(user)) {
      member.chats().remove(chat);
    } else if (audience.add(member)) {
      replay(member, since.minus(CLOCK_SKEW));
    }
  }

  void leave(Member member) {
    audience.remove(member);
  }

  void take(ChatAnnouncement announcement) {
    if (known == null) {
      return; // whoever enters loads it all
    }
    switch (announcement) {
      case ChatChange change -> apply(changes.accept(change));
      case ChatSignal signal -> show(signal);
    }
  }

  /** Loads and shows what was missed. When it fails in the middle, the next call goes on. */
  void catchUp() {
    Instant asOf = services.clock().instant();
    Conversation now =
        services.chats().find(chat).orElseThrow(() -> new IllegalStateException("chat is gone"));
    Conversation before = known;
    if (before == null) {
      startAt(now);
    } else {
      showOut(now);
      showMissed(now);
      showMarks(now);
    }
    known = now;
    knownAt = asOf;
    if (before != null && !sameState(before.chat(), now.chat())) {
      showState(now);
    }
    changes.startAt(now.chat().version());
    apply(changes.next());
  }

  private void startAt(Conversation now) {
    shownSeq = now.chat().lastSeq();
    lastStoredAt = now.chat().lastUpdateAt();
    now.participants().active().forEach(s -> marks.put(s.user(), s.mark().seq()));
  }

  private void apply(List<ChatChange> next) {
    for (ChatChange change : next) {
      if (change.participantsVersion() != known.chat().participantsVersion() || !show(change)) {
        catchUp();
        return;
      }
    }
  }

  /** Shows a change; false when that takes the database. */
  private boolean show(ChatChange change) {
    return switch (change.what()) {
      case ChatChange.Posted posted -> {
        boolean follows = posted.messages().getFirst().seq() <= shownSeq + 1;
        if (follows) {
          showMessages(posted.messages());
        }
        yield follows;
      }
      case ChatChange.Read read -> {
        showMark(read.reader(), read.message(), read.seq());
        yield true;
      }
      case ChatChange.ParticipantsChanged changed -> false;
      case ChatChange.Closed closed -> false;
    };
  }

  private void showMessages(List<Message> messages) {
    List<Message> unseen = messages.stream().filter(m -> m.seq() > shownSeq).toList();
    if (!unseen.isEmpty()) {
      Message last = unseen.getLast();
      Chat state = known.chat();
      audience.send(services.presenter().posted(state.order(), state.readMarks(), unseen, false));
      shownSeq = last.seq();
      lastStoredAt = last.insertedAt();
    }
  }

  private void showMark(UserId reader, MessageId upTo, long seq) {
    marks.merge(reader, seq, Math::max);
    audience.send(new MessagesRead(chat, upTo, reader));
  }

  /** Those who no longer take part are told so, and nothing else from now on. */
  private void showOut(Conversation now) {
    Set<UserId> active =
        now.participants().active().map(Subscription::user).collect(Collectors.toSet());
    for (Member left : audience.retain(active)) {
      left.chats().remove(chat);
      left.session().send(stateFor(left.session().user(), now, true));
    }
  }

  private void showMissed(Conversation now) {
    long target = now.chat().lastSeq();
    while (shownSeq < target) {
      List<Message> page = services.history().afterSeq(chat, shownSeq, PAGE);
      if (page.isEmpty()) {
        throw new IllegalStateException("chat " + chat + " lacks messages after " + shownSeq);
      }
      showMessages(page.stream().filter(m -> m.seq() <= target).toList());
    }
  }

  private void showMarks(Conversation now) {
    now.participants().active().forEach(this::showMark);
  }

  private void showMark(Subscription reader) {
    long seq = reader.mark().seq();
    if (reader.mark().inherited()) {
      marks.put(reader.user(), seq);
    } else if (seq > marks.getOrDefault(reader.user(), 0L)) {
      services
          .history()
          .afterSeq(chat, seq - 1, 1)
          .forEach(m -> showMark(reader.user(), m.id(), seq));
    }
  }

  private void showState(Conversation now) {
    for (UserId user : audience.users()) {
      audience.send(stateFor(user, now, false), user::equals);
    }
  }

  private ChatChanged stateFor(UserId user, Conversation now, boolean left) {
    Chat state = now.chat();
    return new ChatChanged(
        chat,
        state.version(),
        state.status(),
        left ? List.of() : services.presenter().opponents(now, user),
        left);
  }

  private void show(ChatSignal signal) {
    if (knownAt.isBefore(services.clock().instant().minus(FRESH))) {
      catchUp();
    }
    known.participants().active(signal.user()).ifPresent(from -> show(signal, from));
  }

  private void show(ChatSignal signal, Subscription from) {
    UserId user = from.user();
    switch (signal.what()) {
      case ChatSignal.Typing typing -> {
        if (!known.chat().isClosed()) {
          String text = services.texts().of(from.type());
          audience.send(new Typing(chat, user, text, typing.status()), to -> !to.equals(user));
        }
      }
      case ChatSignal.PresenceChanged changed ->
          audience.send(
              new OpponentStatus(chat, List.of(new UserPresence(user, changed.presence()))),
              to -> !to.equals(user));
    }
  }

  /** Sends one session what was stored lately, before it entered. */
  private void replay(Member member, Instant since) {
    if (lastStoredAt.isBefore(since)) {
      return;
    }
    List<Message> lately =
        services.history().before(chat, Optional.empty(), PAGE).stream()
            .filter(m -> m.seq() <= shownSeq && !m.insertedAt().isBefore(since))
            .toList();
    if (!lately.isEmpty()) {
      Chat state = known.chat();
      member
          .session()
          .send(services.presenter().posted(state.order(), state.readMarks(), lately, false));
    }
  }

  private boolean takesPart(UserId user) {
    return known.participants().active(user).isPresent();
  }

  private static boolean sameState(Chat before, Chat now) {
    return before.participantsVersion() == now.participantsVersion()
        && before.status() == now.status();
  }
}
