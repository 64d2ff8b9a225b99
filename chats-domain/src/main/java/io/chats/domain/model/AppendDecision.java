package io.chats.domain.model;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.Appended.Refused;
import io.chats.domain.model.Appended.Repeated;
import io.chats.domain.model.Appended.Result;
import io.chats.domain.model.Appended.Stored;
import io.chats.domain.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what becomes of messages that are posted to chats (spec G1 to G3). Every store calls it
 * with what it has loaded under the locks of the chats, stores the {@link #drafts} and the {@link
 * #changedChats}, and then answers with the {@link #results}.
 *
 * <p>The rules, for each message in the order of the posts:
 *
 * <ol>
 *   <li>An author who does not take part in the chat is refused.
 *   <li>A message whose author and client id were stored before, or occur earlier in the same
 *       decision, is acknowledged with the first message, also after the chat was closed.
 *   <li>A closed chat takes nothing else.
 *   <li>Every other message gets the next {@code seq} of its chat and the type that its author has
 *       in the chat. Every post that adds a message raises the chat's version by one.
 *   <li>Its date is the time of the decision, but never before the last date of its chat: the clock
 *       that says the time may be behind that of another node, or may have been set back.
 * </ol>
 *
 * <p>It is pure: it neither blocks nor reads a clock. One thread at a time may use an instance.
 */
public final class AppendDecision {

  /**
   * The facts that the store has loaded under the locks of the chats.
   *
   * @param chats every chat that is posted to
   * @param authors the types of the authors who are active participants
   * @param stored messages that repeats would be answered with. Those of closed chats must be
   *     complete; for opened ones the store may leave messages out where its unique key makes the
   *     insertion of a second one fail
   */
  public record Facts(
      Map<ChatId, Chat> chats,
      Map<ParticipantKey, UserType> authors,
      Map<IdempotencyKey, Message> stored) {}

  /** Messages that one author posts to one chat in one call; not empty. */
  public record Post(ParticipantKey author, List<NewMessage> messages) {

    public Post {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A message that is to be stored and lacks only the id that the store gives it.
   *
   * @param sender the author's type when posting
   */
  public record Draft(
      ParticipantKey author, long seq, UserType sender, NewMessage message, Instant at) {

    /** Returns the message as it is stored under this id. */
    public Message stored(MessageId id) {
      return new Message(
          id,
          seq,
          author.chat(),
          author.user(),
          sender,
          message.clientId(),
          message.content(),
          at,
          false);
    }
  }

  /** Yields the result of one message from the stored messages, one for each draft. */
  private interface Outcome extends Function<List<Message>, Result> {}

  private record JudgedPost(Chat after, long fromVersion, List<Outcome> outcomes) {

    Appended appended(List<Message> stored) {
      List<Result> results = outcomes.stream().map(outcome -> outcome.apply(stored)).toList();
      return new Appended(after, fromVersion, results);
    }
  }

  private final Facts facts;
  private final Instant at;
  private final Map<ChatId, Chat> changedChats = new LinkedHashMap<>();
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<IdempotencyKey, Integer> draftsByKey = new HashMap<>();
  private final List<JudgedPost> posts = new ArrayList<>();
  private boolean foundRepeats;

  private AppendDecision(Facts facts, Instant at) {
    this.facts = facts;
    this.at = at;
  }

  /**
   * Judges the posts in their order.
   *
   * @param at when the messages are stored, by the clock of this node
   */
  public static AppendDecision of(List<Post> posts, Facts facts, Instant at) {
    AppendDecision decision = new AppendDecision(facts, at);
    posts.forEach(decision::judge);
    return decision;
  }

  /** The messages to store, in the order of the posts, so those of a chat in that of their seq. */
  public List<Draft> drafts() {
    return drafts;
  }

  /** The chats that get messages, each once, as they are to be stored. */
  public List<Chat> changedChats() {
    return List.copyOf(changedChats.values());
  }

  /** Returns whether a message of an opened chat had been stored before this decision. */
  public boolean foundRepeats() {
    return foundRepeats;
  }

  /**
   * The outcome of each post, in their order.
   *
   * @param stored the messages with their ids, one for each draft, in the order of the drafts
   */
  public List<Appended> results(List<Message> stored) {
    return posts.stream().map(post -> post.appended(stored)).toList();
  }

  private void judge(Post post) {
    Chat before = current(post.author().chat());
    UserType sender = facts.authors().get(post.author());
    Instant date = before.nextDate(at);
    int known = drafts.size();
    List<Outcome> outcomes = new ArrayList<>(post.messages().size());
    for (NewMessage message : post.messages()) {
      long nextSeq = before.lastSeq() + drafts.size() - known + 1;
      outcomes.add(
          sender == null
              ? refused(new Refusal.NotAParticipant(before.id(), post.author().user()))
              : judge(before, new Draft(post.author(), nextSeq, sender, message, date)));
    }
    int added = drafts.size() - known;
    Chat after = added == 0 ? before : before.withMessages(added, date);
    if (added > 0) {
      changedChats.put(after.id(), after);
    }
    posts.add(new JudgedPost(after, before.version(), outcomes));
  }

  private Outcome judge(Chat chat, Draft draft) {
    Optional<IdempotencyKey> key =
        draft.message().clientId().map(id -> new IdempotencyKey(draft.author(), id));
    Optional<Outcome> repeated = key.flatMap(it -> repeated(chat, it));
    if (repeated.isPresent()) {
      return repeated.get();
    }
    return chat.isClosed() ? refused(new Refusal.ChatIsClosed(chat.id())) : accepted(draft, key);
  }

  private Optional<Outcome> repeated(Chat chat, IdempotencyKey key) {
    Message first = facts.stored().get(key);
    if (first != null) {
      foundRepeats |= !chat.isClosed();
      return Optional.of(stored -> new Repeated(first));
    }
    Integer draft = draftsByKey.get(key);
    return draft == null ? Optional.empty() : Optional.of(s -> new Repeated(s.get(draft)));
  }

  private Outcome accepted(Draft draft, Optional<IdempotencyKey> key) {
    int index = drafts.size();
    key.ifPresent(it -> draftsByKey.put(it, index));
    drafts.add(draft);
    return stored -> new Stored(stored.get(index));
  }

  private static Outcome refused(Refusal refusal) {
    return stored -> new Refused(refusal);
  }

  /** The chat with what earlier posts of this decision have added. */
  private Chat current(ChatId id) {
    Chat changed = changedChats.get(id);
    return changed == null ? facts.chats().get(id) : changed;
  }
}
