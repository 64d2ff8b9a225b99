package io.chats.adapter.mysql.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.TestNode;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import io.chats.testing.contract.TestChats;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The history says who took part in a chat, and when. */
class ChatHistoryEntryTest {

  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.h2("history");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void keepsUsersAndTimes() {
    TestChats scene = new TestChats(node);
    UserId a = scene.user();
    UserId b = scene.user();
    ChatId chat = scene.chat();
    scene.join(chat, a, UserType.CLIENT);
    scene.join(chat, a, UserType.CLIENT);
    scene.join(chat, a, UserType.OPERATOR);
    scene.handOver(chat, a, b);
    scene.leave(chat, b);
    scene.join(chat, b, UserType.DOCTOR);
    scene.say(chat, b, "no history");
    scene.close(chat);
    scene.close(chat);
    assertThat(history(chat))
        .containsExactly(
            "1 OPENED null null null",
            "2 JOINED " + a + " null CLIENT",
            "3 TYPE_CHANGED " + a + " null OPERATOR",
            "4 HANDED_OVER " + a + " " + b + " OPERATOR",
            "5 LEFT " + b + " null OPERATOR",
            "6 JOINED " + b + " null DOCTOR",
            "8 CLOSED null null null");
  }

  private static List<String> history(ChatId chat) {
    return node.transactions()
        .read(handle ->
            handle
                .createQuery("SELECT * FROM chat_history WHERE chat_id = :chat ORDER BY id")
                .bind("chat", chat.value())
                .map((row, context) -> {
                  assertThat(UtcTime.get(row, "happened_at")).isEqualTo(TestChats.AT);
                  int type = row.getInt("user_type");
                  return row.getLong("version")
                      + " "
                      + EnumCodes.HISTORY.at(row.getInt("what"))
                      + " "
                      + row.getObject("user_id")
                      + " "
                      + row.getObject("other_user_id")
                      + " "
                      + (type == 0 ? null : EnumCodes.USER_TYPE.at(type));
                })
                .list());
  }
}
