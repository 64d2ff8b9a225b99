package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.RoomEntry;
import io.chats.application.delivery.sync.RoomEntry.Why;
import io.chats.application.delivery.sync.RoomSnapshot;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a room's sessions have been shown of the chat, and how to show them more. Each part of it
 * remembers what it has shown, so that what failed in the middle goes on from there when it is
 * asked for again. Used by one thread at a time; every method may block on the database.
 */
final class ChatDelivery {

  /** How old the known participants may be when something that is not stored is shown (spec G6). */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final ChatId chat;
  private final DeliveryContext services;
  private final RoomSessions audience = new RoomSessions();
  private final ChangeSequence changes = new ChangeSequence();
  private final MessageDelivery transcript;
  private final ReadMarkDelivery progress;
  private final ChatStateDelivery states;
  private final SignalDelivery signals;
  private Conversation known;
  private Instant knownAt;

  /** Whether all of what is known has been shown. */
  private boolean isWhole;

  ChatDelivery(ChatId chat, DeliveryContext services) {
    this.chat = chat;
    this.services = services;
    this.transcript = new MessageDelivery(chat, services, audience);
    this.progress = new ReadMarkDelivery(chat, services, audience);
    this.states = new ChatStateDelivery(services.presenter(), audience);
    this.signals = new SignalDelivery(services.texts(), audience);
  }

  boolean contains(DeliverySession member) {
    return audience.contains(member);
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
  void enter(RoomEntry entry) {
    if (known == null || !takesPart(entry.user()) || transcript.shownSeq() < entry.seenSeq()) {
      catchUp();
    }
    if (takesPart(entry.user())) {
      admit(entry);
    } else {
      if (entry.why() == Why.IS_BACK) {
        entry.member().send(ChatStateDelivery.left(known));
      }
      entry.refuse(knownAt);
    }
  }

  void leave(DeliverySession member) {
    audience.remove(member);
  }

  /**
   * Takes the standing of a sync: from here on what happens is held back for the session, which is
   * let in if it is not here. What is shown of the chat is then exactly what the standing says.
   *
   * @param entry empty for a session that is here
   * @param version the standing is not before that: another node may have shown it to the session
   * @return empty when its user does not take part
   */
  Optional<RoomSnapshot> stand(DeliverySession member, Optional<RoomEntry> entry, long version) {
    if (!isWhole || !takesPart(member.user()) || version() < version || isBehind(entry)) {
      catchUp();
    }
    if (!takesPart(member.user())) {
      entry.ifPresent(refused -> refused.refuse(knownAt));
      return Optional.empty();
    }
    entry.map(RoomEntry::member).ifPresent(audience::add);
    member.hold(chat);
    return Optional.of(standing(member.user(), entry.isPresent()));
  }

  private boolean isBehind(Optional<RoomEntry> entry) {
    return entry.filter(e -> e.seenSeq() > transcript.shownSeq()).isPresent();
  }

  private RoomSnapshot standing(UserId user, boolean entered) {
    Subscription own = known.requireActive(user);
    return new RoomSnapshot(
        known.chat(),
        changes.version(),
        transcript.shownSeq(),
        progress.readBy(own),
        progress.marks().readByOpponentsOf(user, own.type()),
        known.participants().opponentsOf(user),
        entered);
  }

  /**
   * Tells a session how far its user has read: no less than it marked, nor than it was shown. All
   * that was stored before its mark is shown first; else a lower mark that is still on its way
   * would follow.
   */
  void answer(ReadMarkReply answer) {
    if (version() < answer.version()) {
      catchUp();
    }
    answer.member().send(progress.furthest(answer.asked(), answer.seq()));
  }

  /** Takes an announced change in, which {@link #proceed} shows when it is next. */
  void take(ChatChange change) {
    if (known != null) { // or else whoever enters loads it all
      changes.add(change);
    }
  }

  /** Shows a signal, after the changes that came before it. */
  void take(ChatSignal signal) {
    proceed();
    if (known != null) {
      show(signal);
    }
  }

  /** Loads and shows what was missed. */
  void catchUp() {
    load();
    proceed();
  }

  private void admit(RoomEntry entry) {
    List<ClientEvent> missed = new ArrayList<>();
    if (entry.why() != Why.CAME) {
      missed.add(states.of(known, entry.user()));
    }
    missed.addAll(transcript.missed(entry, progress.marks()));
    if (entry.why() == Why.IS_BACK) {
      missed.addAll(progress.all());
    }
    DeliverySession member = entry.member();
    audience.add(member);
    missed.forEach(member::send);
  }

  /** Shows the changes that are next, from the database where they do not say enough. */
  void proceed() {
    for (var next = changes.next(); next.isPresent(); next = changes.next()) {
      if (show(next.get())) {
        changes.done(next.get());
      } else {
        load();
        changes.drop(next.get());
      }
    }
  }

  /** Shows a change; false when that takes the database. */
  private boolean show(ChatChange change) {
    if (change.participantsVersion() != known.chat().participantsVersion()) {
      return false; // some who are here may no longer take part (spec G6)
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
    isWhole = false;
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
    isWhole = true;
  }

  /** Those who no longer take part are told so, and nothing else from now on. */
  private void putOut(Conversation now, Instant asOf) {
    Set<UserId> active =
        now.participants().active().map(Subscription::user).collect(Collectors.toSet());
    for (DeliverySession out : audience.retain(active)) {
      out.send(ChatStateDelivery.left(now));
      out.depart(chat, transcript.shownSeq(), asOf);
    }
  }

  private boolean takesPart(UserId user) {
    return known.participants().active(user).isPresent();
  }
}
