package io.chats.domain.model;

import io.chats.domain.id.UserId;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * A chat with its participants, and the rules by which these change. The rules are pure: a store
 * calls them while it holds the chat's lock, and stores their decision. Every decision is empty
 * when the chat is as requested already, so that repeating a request changes nothing.
 */
public record Conversation(Chat chat, Participants participants) {

  /** As {@link #subscribe(UserId, UserType, int)}, with the documented limit. */
  public Optional<Decision> subscribe(UserId user, UserType type) {
    return subscribe(user, type, Limits.DEFAULT.participants());
  }

  /**
   * Makes the user an active participant of that type.
   *
   * @param maxParticipants the number of active participants beyond which nobody joins; whoever
   *     takes part already may change their type all the same
   * @throws RefusedException if the user would be one too many
   */
  public Optional<Decision> subscribe(UserId user, UserType type, int maxParticipants) {
    Optional<Subscription> known = participants.find(user);
    if (known.filter(s -> s.active() && s.type() == type).isPresent()) {
      return Optional.empty();
    }
    if (known.filter(Subscription::active).isEmpty()
        && participants.active().count() >= maxParticipants) {
      throw new RefusedException(new Refusal.TooManyParticipants(chat.id(), maxParticipants));
    }
    return Optional.of(
        changed(known.map(s -> becoming(s, type)).orElseGet(() -> joining(user, type))));
  }

  /** Ends the user's participation. */
  public Optional<Decision> unsubscribe(UserId user) {
    return participants.active(user).map(s -> changed(s.left()));
  }

  /**
   * Hands a subscription over to another user, who gets its type and, for unread counts only, its
   * read mark. The messages of the old user keep their author. The number of participants stays the
   * same, however many there are.
   *
   * @throws RefusedException if the old user is not active, or the new one already is
   */
  public Optional<Decision> handOver(UserId oldUser, UserId newUser) {
    Subscription old =
        participants
            .active(oldUser)
            .orElseThrow(() -> unchangeable(oldUser, newUser, "the old user does not take part"));
    if (participants.active(newUser).isPresent()) {
      throw unchangeable(oldUser, newUser, "the new user already takes part");
    }
    Subscription taken =
        participants
            .find(newUser)
            .map(s -> s.rejoined(old.type(), nextVersion(), chat.lastSeq()))
            .orElseGet(() -> joining(newUser, old.type()))
            .inheriting(old.mark());
    return Optional.of(changed(old.left(), taken));
  }

  /** Closes the chat, for good. */
  public Optional<Decision> close() {
    return chat.isClosed()
        ? Optional.empty()
        : Optional.of(new Decision(new Conversation(chat.closed(), participants), List.of()));
  }

  /**
   * Returns the user's active subscription.
   *
   * @throws RefusedException if they do not take part
   */
  public Subscription requireActive(UserId user) {
    return participants
        .active(user)
        .orElseThrow(() -> new RefusedException(new Refusal.NotAParticipant(chat.id(), user)));
  }

  /**
   * A change to store.
   *
   * @param after the conversation once it is stored; its version is one higher
   * @param changed the subscriptions that are new or differ
   */
  public record Decision(Conversation after, List<Subscription> changed) {

    public Decision {
      changed = List.copyOf(changed);
    }
  }

  private Subscription becoming(Subscription known, UserType type) {
    return known.active() ? known.as(type) : known.rejoined(type, nextVersion(), chat.lastSeq());
  }

  private Subscription joining(UserId user, UserType type) {
    return Subscription.joined(user, type, nextVersion(), chat.lastSeq());
  }

  private Decision changed(Subscription... subscriptions) {
    List<Subscription> changed = List.of(subscriptions);
    Participants after = participants.with(nextVersion(), changed);
    return new Decision(new Conversation(chat.withParticipantsChanged(), after), changed);
  }

  private long nextVersion() {
    return chat.version() + 1;
  }

  private RefusedException unchangeable(UserId oldUser, UserId newUser, String reason) {
    return new RefusedException(
        new Refusal.SubscriberUnchangeable(chat.id(), oldUser, newUser, reason));
  }
}
