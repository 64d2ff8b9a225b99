package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link MessageHistory}, for each implementation. */
public abstract class MessageHistoryContract {

  private static final int MESSAGES = 23;

  private MessageHistory history;
  private ChatId chat;
  private ChatId other;

  /** The messages of the chat, oldest first. */
  private final List<Message> said = new ArrayList<>();

  /** Messages of another chat, posted in turn with those of the chat. */
  private final List<Message> foreign = new ArrayList<>();

  /** The storage of one node, which all tests share. */
  protected abstract Storage storage();

  @BeforeEach
  void saySomething() {
    history = storage().history();
    TestChats testChats = new TestChats(storage());
    UserId client = testChats.user();
    UserId doctor = testChats.user();
    chat = testChats.chat(client, doctor);
    other = testChats.chat(client, doctor);
    foreign.addAll(testChats.say(other, client, "before"));
    for (int i = 0; i < MESSAGES; i++) {
      said.addAll(testChats.say(chat, i % 3 == 0 ? doctor : client, "said " + i));
      foreign.addAll(testChats.say(other, client, "elsewhere " + i));
    }
  }

  @Test
  void startsAtTheFirst() {
    assertThat(history.after(chat, Optional.empty(), 5)).isEqualTo(said.subList(0, 5));
    assertThat(history.afterSeq(chat, 0, 5)).isEqualTo(said.subList(0, 5));
  }

  @Test
  void endsAtTheNewest() {
    assertThat(history.before(chat, Optional.empty(), 5))
        .isEqualTo(said.subList(MESSAGES - 5, MESSAGES));
    assertThat(history.beforeSeq(chat, Long.MAX_VALUE, 5))
        .isEqualTo(said.subList(MESSAGES - 5, MESSAGES));
  }

  @Test
  void returnsAllWhenThereAreNoMore() {
    assertThat(history.after(chat, Optional.empty(), 1000)).isEqualTo(said);
    assertThat(history.before(chat, Optional.empty(), 1000)).isEqualTo(said);
    assertThat(history.afterSeq(chat, 0, Integer.MAX_VALUE)).isEqualTo(said);
  }

  @Test
  void goesOnFromEachMessageBothWays() {
    for (int i = 0; i < MESSAGES; i++) {
      Optional<MessageId> id = Optional.of(said.get(i).id());
      assertThat(history.after(chat, id, 4)).isEqualTo(after(i, 4));
      assertThat(history.before(chat, id, 4)).isEqualTo(before(i, 4));
      assertThat(history.afterSeq(chat, said.get(i).seq(), 4)).isEqualTo(after(i, 4));
      assertThat(history.beforeSeq(chat, said.get(i).seq(), 4)).isEqualTo(before(i, 4));
    }
  }

  @Test
  void goesOnFromEachMessageOfAnotherChatBothWays() {
    for (int i = 0; i < foreign.size(); i++) {
      Optional<MessageId> id = Optional.of(foreign.get(i).id());
      assertThat(history.after(chat, id, 4)).isEqualTo(after(i - 1, 4));
      assertThat(history.before(chat, id, 4)).isEqualTo(before(i, 4));
    }
  }

  @Test
  void goesOnFromIdsThatNoMessageHas() {
    MessageId lowest = new MessageId(1);
    MessageId highest = new MessageId(Long.MAX_VALUE);
    assertThat(history.before(chat, Optional.of(lowest), 4)).isEmpty();
    assertThat(history.after(chat, Optional.of(highest), 4)).isEmpty();
    assertThat(history.after(chat, Optional.of(lowest), 1000)).containsAll(said.subList(1, 5));
    assertThat(history.before(chat, Optional.of(highest), 4)).isEqualTo(before(MESSAGES, 4));
  }

  @Test
  void returnsNothingForAChatWithoutMessages() {
    ChatId silent = new TestChats(storage()).chat();
    ChatId nowhere = new ChatId(Long.MAX_VALUE);
    for (ChatId empty : List.of(silent, nowhere)) {
      assertThat(history.after(empty, Optional.empty(), 5)).isEmpty();
      assertThat(history.before(empty, Optional.empty(), 5)).isEmpty();
      assertThat(history.afterSeq(empty, 0, 5)).isEmpty();
      assertThat(history.beforeSeq(empty, 9, 5)).isEmpty();
      assertThat(history.after(empty, Optional.of(said.getFirst().id()), 5)).isEmpty();
      assertThat(history.before(empty, Optional.of(said.getFirst().id()), 5)).isEmpty();
    }
  }

  @Test
  void returnsNothingBeyondTheLastSeq() {
    assertThat(history.afterSeq(chat, MESSAGES, 5)).isEmpty();
    assertThat(history.afterSeq(chat, Long.MAX_VALUE, 5)).isEmpty();
  }

  @Test
  void findsIdsBySeq() {
    assertThat(history.ids(chat, Set.of(2L, 5L, MESSAGES + 1L, Long.MAX_VALUE)))
        .isEqualTo(Map.of(2L, said.get(1).id(), 5L, said.get(4).id()));
    assertThat(history.ids(chat, Set.of())).isEmpty();
    assertThat(history.ids(new ChatId(Long.MAX_VALUE), Set.of(1L))).isEmpty();
  }

  @Test
  void findsTheIdsOfManySeqs() {
    Set<Long> seqs = LongStream.rangeClosed(1, 2500).boxed().collect(Collectors.toSet());
    Map<Long, MessageId> all = said.stream().collect(Collectors.toMap(Message::seq, Message::id));
    assertThat(history.ids(chat, seqs)).isEqualTo(all);
  }

  @Test
  void endsAPageWhereItHoldsEnough() {
    int bytes = said.get(5).content().text().length();
    assertThat(history.afterSeq(chat, 5, 100, 1)).isEqualTo(said.subList(5, 6));
    assertThat(history.afterSeq(chat, 5, 100, bytes)).isEqualTo(said.subList(5, 6));
    assertThat(history.afterSeq(chat, 5, 100, bytes + 1)).isEqualTo(said.subList(5, 7));
    assertThat(history.afterSeq(chat, 5, 3, Integer.MAX_VALUE)).isEqualTo(said.subList(5, 8));
    assertThat(history.afterSeq(chat, MESSAGES, 5, 1)).isEmpty();
  }

  private List<Message> after(int index, int limit) {
    return said.subList(index + 1, Math.min(index + 1 + limit, MESSAGES));
  }

  private List<Message> before(int index, int limit) {
    return said.subList(Math.max(0, index - limit), index);
  }
}
