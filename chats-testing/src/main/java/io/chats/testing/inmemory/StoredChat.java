package io.chats.testing.inmemory;

import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.AppendDecision;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadRequest;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A chat at one version, with its messages.
 *
 * @param ownMarks how far users have read themselves, without marks that they inherited
 */
public record StoredChat(
    Conversation conversation, List<Message> messages, Map<UserId, Long> ownMarks) {

  public StoredChat {
    messages = List.copyOf(messages);
    ownMarks = Map.copyOf(ownMarks);
  }

  public Chat chat() {
    return conversation.chat();
  }

  public boolean isActive(UserId user) {
    return conversation.participants().active(user).isPresent();
  }

  boolean hasShapeOf(StoredChat other) {
    return chat().participantsVersion() == other.chat().participantsVersion()
        && chat().status() == other.chat().status();
  }

  public StoredChat with(Conversation decided) {
    return new StoredChat(decided, messages, ownMarks);
  }

  StoredChat with(Chat after, List<Message> more) {
    return new StoredChat(
        new Conversation(after, conversation.participants()),
        Stream.concat(messages.stream(), more.stream()).toList(),
        ownMarks);
  }

  /** The facts by which an append of this author is judged. */
  AppendDecision.Facts appendFacts(ParticipantKey author) {
    Map<ParticipantKey, UserType> types = new HashMap<>();
    conversation
        .participants()
        .active(author.user())
        .ifPresent(active -> types.put(author, active.type()));
    Map<IdempotencyKey, Message> stored = new HashMap<>();
    for (Message message : messages) {
      ParticipantKey its = new ParticipantKey(author.chat(), message.author());
      message.clientId().ifPresent(id -> stored.putIfAbsent(new IdempotencyKey(its, id), message));
    }
    return new AppendDecision.Facts(Map.of(author.chat(), chat()), types, stored);
  }

  /** The seq of a message; empty when it is not one of this chat. */
  OptionalLong seqOf(MessageId id) {
    return messages.stream().filter(m -> m.id().equals(id)).mapToLong(Message::seq).findFirst();
  }

  /** The number of messages by others that count as unread after one seq and up to another. */
  public int unread(UserId user, long afterSeq, long upToSeq, int most) {
    return (int)
        messages.stream()
            .filter(m ->
                m.seq() > afterSeq
                    && m.seq() <= upToSeq
                    && m.countsAsUnread()
                    && !m.author().equals(user))
            .limit(most)
            .count();
  }

  /** The chat after the reader has read so far; the same when nothing changes. */
  StoredChat read(ReadRequest request) {
    Optional<Subscription> own = conversation.participants().find(request.reader().user());
    OptionalLong seq = seqOf(request.upTo());
    return request
        .decide(chat(), own, seq)
        .map(decision -> with(decision, own.orElseThrow(), seq.orElseThrow()))
        .orElse(this);
  }

  private StoredChat with(ReadRequest.Decision decision, Subscription before, long seq) {
    Map<UserId, Long> own = new HashMap<>(ownMarks);
    own.merge(before.user(), seq, Math::max);
    Participants now = conversation.participants();
    List<Subscription> all = new ArrayList<>(now.all());
    decision.moved().ifPresent(moved -> all.set(all.indexOf(before), moved));
    Participants after = new Participants(now.version(), all);
    return new StoredChat(new Conversation(decision.after(), after), messages, own);
  }
}
