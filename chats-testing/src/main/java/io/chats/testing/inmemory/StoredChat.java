package io.chats.testing.inmemory;

import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.ChatStore.Marked;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chat at one version, with its messages.
 *
 * @param ownMarks the seq that users have read themselves, without marks that they inherited
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

  public StoredChat with(List<Message> more) {
    Message last = more.getLast();
    Chat after = chat(last.insertedAt(), last.seq(), chat().readMarks());
    return new StoredChat(
        new Conversation(after, conversation.participants()),
        Stream.concat(messages.stream(), more.stream()).toList(),
        ownMarks);
  }

  Optional<Message> find(UserId author, NewMessage message) {
    Optional<ClientMessageId> id = message.clientId();
    return messages.stream()
        .filter(m -> id.isPresent() && m.clientId().equals(id) && m.author().equals(author))
        .findFirst();
  }

  /** Returns a message of the chat to an active participant. */
  Message require(MessageId id, UserId asker) {
    conversation.requireActive(asker);
    return messages.stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new RefusedException(new Refusal.NoSuchMessage(chat().id(), id)));
  }

  /**
   * Counts the unread messages by others after one seq and up to another.
   *
   * @param most the count stops there
   */
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

  /** Returns this with the reader's mark at the seq, or this itself if the mark does not move. */
  StoredChat read(UserId reader, long seq, Instant at) {
    Subscription subscription = conversation.requireActive(reader);
    ReadMark mark = subscription.mark();
    if (seq <= ownMarks.getOrDefault(reader, 0L)) {
      return this;
    }
    Map<UserId, Long> own = new HashMap<>(ownMarks);
    own.put(reader, seq);
    ReadMark moved = seq > mark.seq() ? new ReadMark(seq, false, Optional.of(at)) : mark;
    ReadMarks marks = chat().readMarks().mark(reader, subscription.type(), seq);
    Chat after = chat(chat().lastUpdateAt(), chat().lastSeq(), marks);
    return new StoredChat(new Conversation(after, marked(subscription, moved)), messages, own);
  }

  Marked marked(StoredChat before, long seq) {
    return new Marked(chat(), seq, before.chat().version() != chat().version());
  }

  private Participants marked(Subscription reader, ReadMark mark) {
    Participants now = conversation.participants();
    List<Subscription> all = new ArrayList<>(now.all());
    all.set(
        all.indexOf(reader),
        new Subscription(reader.user(), reader.type(), true, reader.joinedVersion(), mark));
    return new Participants(now.version(), all);
  }

  private Chat chat(Instant lastUpdateAt, long lastSeq, ReadMarks marks) {
    Chat now = chat();
    return new Chat(
        now.id(),
        now.order(),
        now.status(),
        now.createdAt(),
        lastUpdateAt,
        lastSeq,
        now.version() + 1,
        now.participantsVersion(),
        marks);
  }
}
