package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.adapter.mysql.row.UnreadableRowException;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Content that a later version has written into one chat disturbs nobody in another one (spec G13).
 */
@EachDatabase(quick = Databases.MARIADB)
class UnreadableChatG13IT {

  private static final int UNKNOWN = 99;

  private static PrivateDatabase server;

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) {
    server = kind.start();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  @Nested
  class WithServer extends Cases {
    WithServer() {
      super(TestNode.of(server));
    }
  }

  @Nested
  class WithH2 extends Cases {
    WithH2() {
      super(TestNode.h2("unreadable"));
    }
  }

  abstract static class Cases {

    private final TestNode node;
    private final TestChats scene;
    private UserId client;
    private UserId doctor;
    private UserId stranger;
    private ChatId bad;
    private ChatId good;
    private ChatId strange;

    Cases(TestNode node) {
      this.node = node;
      this.scene = new TestChats(node);
    }

    @BeforeEach
    void makeChats() {
      client = scene.user();
      doctor = scene.user();
      stranger = scene.user();
      good = scene.chat(client, doctor);
      bad = scene.chat(client, doctor);
      strange = scene.chat(stranger, doctor);
    }

    @Test
    void aStatusThatNobodyKnowsIsLeftOut() {
      update("UPDATE chats SET status = ? WHERE id = ?", UNKNOWN, bad.value());
      onlyTheOthersAreListed();
      assertThatThrownBy(() -> node.chats().find(bad)).isInstanceOf(UnreadableRowException.class);
      assertThat(node.database().unreadableRows()).isPositive();
    }

    @Test
    void aTypeOfParticipantThatNobodyKnowsIsLeftOut() {
      UserId robot = scene.user();
      scene.join(bad, robot, UserType.BOT);
      update(
          "UPDATE subscriptions SET user_type = ? WHERE chat_id = ? AND user_id = ?",
          UNKNOWN,
          bad.value(),
          robot.value());
      assertThat(list(client, 10)).containsExactly(good);
      assertThat(list(stranger, 10)).containsExactly(strange);
      assertThat(node.directory().activeChats(client, List.of(bad, good))).hasSize(1);
      assertThat(node.directory().openedChats(List.of(client, stranger)))
          .containsOnlyKeys(client, stranger);
    }

    @Test
    void aChatThatIsReadAloneFailsAlone() {
      update("UPDATE chats SET status = ? WHERE id = ?", UNKNOWN, bad.value());
      assertThat(node.directory().activeChat(client, bad))
          .succeedsWithin(TestNode.PATIENT)
          .isEqualTo(Optional.empty());
      assertThat(node.directory().activeChat(client, good))
          .succeedsWithin(TestNode.PATIENT)
          .satisfies(found -> assertThat(found).isPresent());
      assertThat(node.chats().find(good)).isPresent();
    }

    @Test
    void theFeedTellsOfIt() {
      Positions start = node.feed().end();
      update("UPDATE chats SET status = ?, version = 77 WHERE id = ?", UNKNOWN, bad.value());
      update(
          """
          INSERT INTO chat_history (chat_id, version, what, user_id, happened_at)
          SELECT id, version, ?, ?, changed_at FROM chats WHERE id = ?
          """,
          UNKNOWN,
          client.value(),
          bad.value());
      assertThat(node.feed().after(start, 10))
          .singleElement()
          .isInstanceOfSatisfying(
              Changed.class,
              changed -> {
                assertThat(changed.chat()).isEqualTo(bad);
                assertThat(changed.version()).isEqualTo(77);
                assertThat(changed.closed()).isFalse();
                assertThat(changed.users()).containsExactly(client);
              });
    }

    private void onlyTheOthersAreListed() {
      assertThat(list(client, 10)).containsExactly(good);
      assertThat(list(client, 1)).containsExactly(good);
      assertThat(list(stranger, 10)).containsExactly(strange);
      var opened = node.directory().openedChats(List.of(client, stranger));
      assertThat(opened.get(client)).extracting(chat -> chat.id()).containsExactly(good);
      assertThat(opened.get(stranger)).extracting(chat -> chat.id()).containsExactly(strange);
      assertThat(node.directory().staffOf(List.of(client, stranger)).get(stranger))
          .isEqualTo(Set.of(doctor));
      assertThat(node.directory().versions(List.of(bad, good, strange)))
          .containsOnlyKeys(bad, good, strange);
      assertThat(node.directory().activeChats(client, List.of(bad, good)))
          .extracting(overview -> overview.chat().id())
          .containsExactly(good);
      OrderParticipant pair = new OrderParticipant(scene.find(good).chat().order(), client);
      assertThat(node.directory().latestChats(List.of(pair))).hasSize(1);
    }

    private List<ChatId> list(UserId user, int limit) {
      return node.directory().activeChats(user, Optional.empty(), limit).stream()
          .map(overview -> overview.chat().id())
          .toList();
    }

    private void update(String sql, Object... values) {
      int changed = node.transactions().write(handle -> handle.execute(sql, values));
      assertThat(changed).isPositive();
    }
  }
}
