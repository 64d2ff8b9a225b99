package io.chats.domain.model;

import io.chats.domain.id.MessageId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A user's report of having read everything up to a message, and the rules for what it changes
 * (spec 4). Every store calls {@link #decide} with what it has loaded under the chat's lock.
 *
 * @param at when it was read
 */
public record ReadRequest(ParticipantKey reader, MessageId upTo, Instant at) {

  /**
   * A change to store.
   *
   * @param after the chat with its marks moved; its version is one higher
   * @param moved the reader's subscription with its mark moved; empty when its mark stays, because
   *     a further one was handed over to the reader
   */
  public record Decision(Chat after, Optional<Subscription> moved) {

    /**
     * Returns whether the reader's unread spell, if there is one, ends when no message by others is
     * unread after the mark. Only clients have unread spells.
     */
    public boolean mayEndUnreadSpell() {
      return moved.filter(reader -> reader.type() == UserType.CLIENT).isPresent();
    }
  }

  /**
   * Decides what is to be stored; empty when the message was read before.
   *
   * <p>An inherited mark counts for the reader's unread messages only: the chat's marks say what
   * users have read themselves. So the chat's marks may move where the subscription's does not.
   *
   * @param own the reader's subscription; empty without one
   * @param seq of the message; empty when the chat has no such message
   * @throws RefusedException if the user is not an active participant or there is no such message
   */
  public Optional<Decision> decide(Chat chat, Optional<Subscription> own, OptionalLong seq) {
    Subscription subscription = own.filter(Subscription::active).orElseThrow(this::notAParticipant);
    long read = seq.orElseThrow(this::noSuchMessage);
    ReadMarks marks = chat.readMarks().mark(reader.user(), subscription.type(), read);
    boolean moves = read > subscription.mark().seq();
    if (!moves && marks.equals(chat.readMarks())) {
      return Optional.empty();
    }
    Optional<Subscription> moved =
        moves ? Optional.of(subscription.readUpTo(read, at)) : Optional.empty();
    return Optional.of(new Decision(chat.withReadMarks(marks), moved));
  }

  /** The refusal of a reader who does not take part, also in a chat that does not exist. */
  public RefusedException notAParticipant() {
    return new RefusedException(new Refusal.NotAParticipant(reader.chat(), reader.user()));
  }

  private RefusedException noSuchMessage() {
    return new RefusedException(new Refusal.NoSuchMessage(reader.chat(), upTo));
  }
}
