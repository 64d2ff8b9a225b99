package io.chats.application.delivery;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ClientSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a room's sessions have been shown of the chat, and how to show them more. Each part of it
 * remembers what it has shown, so that what failed in the middle goes on from there when it is
 * asked for again. Used by one thread at a time; every method may block on the database.
 */
final class RoomView {

  /** How old the known participants may be when something that is not stored is shown (SPEC G6). */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final ChatId chat;
  private final RoomServices services;
  private final Audience audience = new Audience();
  private final ChangeSequence changes = new ChangeSequence();
  private final Transcript transcript;
  private final ReadProgress progress;
  private final ChatStates states;
  private final Signals signals;
  private Conversation known;
  private Instant knownAt;

  RoomView(ChatId chat, RoomServices services) {
    this.chat = chat;
    this.services = services;
    this.transcript = new Transcript(chat, services, audience);
    this.progress = new ReadProgress(chat, services, audience);
    this.states = new ChatStates(services.presenter(), audience);
    this.signals = new Signals(services.texts(), audience);
  }

  boolean isEmpty() {
    return audience.isEmpty();
  }

  /** Whether a change is waiting for one that has not come. */
  boolean hasGap() {
    return changes.hasGap();
  }

  /** The version of the chat that its sessions have been shown; 0 while nothing is known. */
  long version() {
    return changes.version();
  }

  /** Lets a session in, if its user takes part, and sends it what it has missed. */
  void enter(Entry entry) {
    if (known == null || !takesPart(entry.user()) || transcript.shownSeq() < entry.seenSeq()) {
      catchUp();
    }
    if (takesPart(entry.user())) {
      admit(entry);
    } else {
      entry.refuse(knownAt);
    }
  }

  void leave(Member member) {
    audience.remove(member);
  }

  /** Shows an announced change when it is next; a signal at once. */
  void take(ChatAnnouncement announcement) {
    if (known == null) {
      return; // whoever enters loads it all
    }
    switch (announcement) {
      case ChatChange change -> changes.add(change);
      case ChatSignal signal -> show(signal);
    }
    proceed();
  }

  /** Loads and shows what was missed. */
  void catchUp() {
    load();
    proceed();
  }

  private void admit(Entry entry) {
    List<MessagesPosted> missed = transcript.missed(entry, progress.marks());
    Optional<ChatChanged> news =
        entry.joined() ? Optional.of(states.of(known, entry.user())) : Optional.empty();
    ClientSession session = entry.member().session();
    audience.add(entry.member());
    news.ifPresent(session::send);
    missed.forEach(session::send);
  }

  /** Shows the changes that are next, from the database where they do not say enough. */
  private void proceed() {
    for (var next = changes.next(); next.isPresent(); next = changes.next()) {
      if (show(next.get())) {
        changes.done();
      } else {
        load();
        changes.drop(next.get());
      }
    }
  }

  /** Shows a change; false when that takes the database. */
  private boolean show(ChatChange change) {
    if (change.participantsVersion() != known.chat().participantsVersion()) {
      return false; // some who are here may no longer take part (SPEC G6)
    }
    return switch (change.what()) {
      case ChatChange.Posted posted -> transcript.show(posted.messages(), progress.marks());
      case ChatChange.Read read -> progress.show(read, known.participants());
      case ChatChange.ParticipantsChanged changed -> false;
      case ChatChange.Closed closed -> false;
    };
  }

  private void show(ChatSignal signal) {
    if (knownAt.isBefore(services.clock().instant().minus(FRESH))) {
      load();
    }
    signals.show(signal, known);
  }

  private void load() {
    Instant asOf = services.clock().instant();
    Conversation now =
        services.chats().find(chat).orElseThrow(() -> new IllegalStateException("no chat " + chat));
    boolean first = known == null;
    putOut(now, asOf);
    known = now; // before anything can fail: whoever was put out is not let in by what was known
    knownAt = asOf;
    if (first) {
      transcript.startAt(now.chat());
      progress.startAt(now);
      states.startAt(now.chat());
    } else {
      transcript.catchUp(now.chat());
      progress.catchUp(now);
      states.catchUp(now);
    }
    changes.startAt(now.chat().version());
  }

  /** Those who no longer take part are told so, and nothing else from now on. */
  private void putOut(Conversation now, Instant asOf) {
    Set<UserId> active =
        now.participants().active().map(Subscription::user).collect(Collectors.toSet());
    for (Member out : audience.retain(active)) {
      out.session().send(ChatStates.left(now));
      out.depart(chat, transcript.shownSeq(), asOf);
    }
  }

  private boolean takesPart(UserId user) {
    return known.participants().active(user).isPresent();
  }
}
