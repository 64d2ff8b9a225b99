package io.chats.adapter.mysql.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.MessageHistory;
import io.chats.testing.contract.TestChats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long pages are cut at their maximum size, with every database. */
abstract class LongPages {

  private static final int MESSAGES = 200;
  private static final String LONG = "\u0436".repeat(4096);

  /** The number of these messages that fill a page. */
  private static final int FULL = MessageHistory.MAX_PAGE_BYTES / (2 * LONG.length());

  private final List<Message> said = new ArrayList<>();
  private MessageHistory history;
  private ChatId chat;

  abstract TestNode node();

  @BeforeEach
  void saySomething() {
    TestChats scene = new TestChats(node());
    UserId client = scene.user();
    chat = scene.chat(client, scene.user());
    history = node().history();
    while (said.size() < MESSAGES) {
      said.addAll(
          scene
              .post(
                  chat,
                  client,
                  Collections.nCopies(50, TestChats.text(LONG)).toArray(NewMessage[]::new))
              .stored());
    }
  }

  @Test
  void endWhereTheyHoldEnough() {
    assertThat(history.after(chat, Optional.empty(), 1000)).isEqualTo(said.subList(0, FULL));
    assertThat(history.before(chat, Optional.empty(), 1000))
        .isEqualTo(said.subList(MESSAGES - FULL, MESSAGES));
    assertThat(history.beforeSeq(chat, 151, 1000)).isEqualTo(said.subList(150 - FULL, 150));
  }

  @Test
  void endAtTheirLimitBeforeThat() {
    Optional<Message> tenth = Optional.of(said.get(9));
    assertThat(history.after(chat, tenth.map(Message::id), 100)).isEqualTo(said.subList(10, 110));
    assertThat(history.before(chat, Optional.of(said.get(100).id()), 90))
        .isEqualTo(said.subList(10, 100));
  }

  /** As a sync reads them: what it holds for one session is bounded. */
  @Test
  void endAtTheBytesThatAreAskedFor() {
    int bytes = 2 * LONG.length();
    assertThat(history.afterSeq(chat, 10, 50, 3 * bytes)).isEqualTo(said.subList(10, 13));
    assertThat(history.afterSeq(chat, 10, 50, 3 * bytes + 1)).isEqualTo(said.subList(10, 14));
    assertThat(history.afterSeq(chat, 199, 50, 1)).isEqualTo(said.subList(199, 200));
  }

  @Test
  void readAllWhereTheyAreAskedFor() {
    assertThat(history.afterSeq(chat, 0, 1000)).isEqualTo(said);
  }
}
