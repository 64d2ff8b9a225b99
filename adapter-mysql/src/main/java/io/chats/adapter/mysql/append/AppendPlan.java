package io.chats.adapter.mysql.append;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageDraft;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.MessageStore.Appended;
import io.chats.domain.port.MessageStore.Refused;
import io.chats.domain.port.MessageStore.Repeated;
import io.chats.domain.port.MessageStore.Result;
import io.chats.domain.port.MessageStore.Stored;
import io.chats.domain.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides, under the locks of their chats, what becomes of requests: which messages are new and get
 * the next {@code seq}, and what each caller is answered. Touches no database.
 */
final class AppendPlan {

  /**
   * What the database says, under the locks.
   *
   * @param chats as they are
   * @param authors the types of those who take part
   * @param repeats messages that were stored before; may be incomplete for opened chats, where the
   *     unique key shows what was missing
   */
  record Facts(
      Map<ChatId, Chat> chats,
      Map<ParticipantKey, UserType> authors,
      Map<IdempotencyKey, Message> repeats) {}

  /** What a request is answered once all new messages are stored. */
  private record Answer(
      AppendRequest request, Chat after, long fromVersion, List<Outcome> outcomes) {}

  /** What becomes of a message, given those that were stored, in the order of the drafts. */
  private interface Outcome extends Function<List<Message>, Result> {}

  private final Facts facts;
  private final Instant at;
  private final Map<ChatId, Chat> changed = new LinkedHashMap<>();
  private final Map<ChatId, Long> lastSeqs = new HashMap<>();
  private final List<MessageDraft> drafts = new ArrayList<>();
  private final Map<IdempotencyKey, Integer> draftsByKey = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private boolean foundRepeats;

  private AppendPlan(Facts facts, Instant at) {
    this.facts = facts;
    this.at = at;
  }

  static AppendPlan of(List<AppendRequest> requests, Facts facts, Instant at) {
    AppendPlan plan = new AppendPlan(facts, at);
    requests.forEach(plan::add);
    return plan;
  }

  /** The messages to store, those of a chat in the order of their {@code seq}. */
  List<MessageDraft> drafts() {
    return drafts;
  }

  /** The chats that get messages, as they are with them. */
  List<Chat> changed() {
    return List.copyOf(changed.values());
  }

  /**
   * Answers the callers, in the order of the requests.
   *
   * @param stored one for each draft
   * @param told of each answer before the caller is
   */
  void answer(List<Message> stored, Consumer<Appended> told) {
    for (Answer answer : answers) {
      List<Result> results = answer.outcomes().stream().map(it -> it.apply(stored)).toList();
      Appended appended = new Appended(answer.after(), answer.fromVersion(), results);
      told.accept(appended);
      answer.request().complete(appended);
    }
  }

  /** Whether a message of an opened chat was there before. */
  boolean foundRepeats() {
    return foundRepeats;
  }

  private void add(AppendRequest request) {
    Chat before = chat(request.chat());
    int drafted = drafts.size();
    List<Outcome> outcomes =
        request.messages().stream().map(message -> plan(request.author(), message)).toList();
    Chat after = drafts.size() == drafted ? before : grown(before);
    answers.add(new Answer(request, after, before.version(), outcomes));
  }

  private Outcome plan(ParticipantKey author, NewMessage message) {
    UserType sender = facts.authors().get(author);
    if (sender == null) {
      return refused(new Refusal.NotAParticipant(author.chat(), author.user()));
    }
    Optional<IdempotencyKey> key = message.clientId().map(id -> new IdempotencyKey(author, id));
    Message known = key.map(facts.repeats()::get).orElse(null);
    if (known != null) {
      foundRepeats |= !chat(author.chat()).isClosed();
      return stored -> new Repeated(known);
    }
    Integer draft = key.map(draftsByKey::get).orElse(null);
    if (draft != null) {
      return stored -> new Repeated(stored.get(draft));
    }
    return chat(author.chat()).isClosed()
        ? refused(new Refusal.ChatIsClosed(author.chat()))
        : draft(author, sender, message, key);
  }

  private Outcome draft(
      ParticipantKey author, UserType sender, NewMessage message, Optional<IdempotencyKey> key) {
    int index = drafts.size();
    key.ifPresent(it -> draftsByKey.put(it, index));
    drafts.add(new MessageDraft(author, nextSeq(author.chat()), sender, message, at));
    return stored -> new Stored(stored.get(index));
  }

  private static Outcome refused(Refusal refusal) {
    return stored -> new Refused(refusal);
  }

  private long nextSeq(ChatId chat) {
    long seq = lastSeqs.computeIfAbsent(chat, id -> facts.chats().get(id).lastSeq()) + 1;
    lastSeqs.put(chat, seq);
    return seq;
  }

  /** As it is by now. */
  private Chat chat(ChatId id) {
    Chat grown = changed.get(id);
    return grown == null ? facts.chats().get(id) : grown;
  }

  private Chat grown(Chat chat) {
    Chat grown =
        new Chat(
            chat.id(),
            chat.order(),
            chat.status(),
            chat.createdAt(),
            at,
            lastSeqs.get(chat.id()),
            chat.version() + 1,
            chat.participantsVersion(),
            chat.readMarks());
    changed.put(chat.id(), grown);
    return grown;
  }
}
