package io.chats.application.delivery;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ClientSession;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An open session, the chats whose rooms it is in, and what it must be sent of others should it
 * enter them: neither less nor twice. Safe for use by any thread.
 */
public final class Member {

  private final ClientSession session;
  private final Set<ChatId> chats = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<ChatId, Position> positions = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> placed = new CompletableFuture<>();
  private volatile Listing listing;
  private volatile boolean gone;

  /**
   * @param handshake what is stored from then on is sent to the session
   */
  public Member(ClientSession session, Instant handshake) {
    this.session = session;
    this.listing = new Listing(handshake, false);
  }

  public ClientSession session() {
    return session;
  }

  /** Whether the session has ended. */
  public boolean isGone() {
    return gone;
  }

  /** The chats whose rooms it is in, or is entering. */
  public Set<ChatId> chats() {
    return chats;
  }

  /** Completes when it is known where the session comes in. */
  public CompletionStage<Void> placed() {
    return placed.minimalCompletionStage();
  }

  /**
   * Says where the session comes in: of these chats it is sent what follows their last messages. To
   * be said before their rooms are entered.
   *
   * @param asOf just before they were looked up
   */
  public void place(Collection<Chat> active, Instant asOf) {
    active.forEach(
        chat -> positions.putIfAbsent(chat.id(), new Position(chat.lastSeq(), asOf, false)));
  }

  /** Says that the session comes in now: where it was said, or else at its handshake. */
  public void placeNow() {
    placed.complete(null);
  }

  /**
   * Says that the opened chats in which the user is active were looked up, and their rooms entered.
   * When a user comes to take part in another, that is later.
   *
   * @param asOf just before they were looked up
   */
  public void listed(Set<ChatId> active, Instant asOf) {
    positions.replaceAll((chat, d) -> active.contains(chat) ? d : d.notBefore(asOf));
    Instant known = listing.asOf();
    listing = new Listing(known.isAfter(asOf) ? known : asOf, true);
  }

  /** Begins to enter a room; empty when the session is there already, or entering, or gone. */
  Optional<Entry> enter(ChatId chat) {
    Listing before = listing; // first: a listing that comes meanwhile takes the session as entered
    if (gone || !chats.add(chat)) {
      return Optional.empty();
    }
    Position position = positions.get(chat);
    return Optional.of(
        position == null
            ? new Entry(this, chat, before.asOf(), 0, before.complete())
            : new Entry(this, chat, position.asOf(), position.seenSeq(), position.joining()));
  }

  /**
   * Is out of a room.
   *
   * @param asOf what the user is to see beyond {@code seenSeq} is stored from then on
   */
  void depart(ChatId chat, long seenSeq, Instant asOf) {
    positions.put(chat, new Position(seenSeq, asOf, true));
    chats.remove(chat);
  }

  void go() {
    gone = true;
  }

  /** What was known of all chats of the user; {@code complete} once it was looked up. */
  private record Listing(Instant asOf, boolean complete) {}

  /**
   * Where the session goes on in a chat.
   *
   * @param joining whether it came to take part in it while it was open
   */
  private record Position(long seenSeq, Instant asOf, boolean joining) {
    Position notBefore(Instant time) {
      return time.isAfter(asOf) ? new Position(seenSeq, time, true) : this;
    }
  }
}
