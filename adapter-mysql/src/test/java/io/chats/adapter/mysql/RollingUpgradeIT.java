package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Posted;
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

/** Writes of a node of the former release are seen by a node of this one, and the other way. */
@EachDatabase(quick = Databases.MARIADB)
class RollingUpgradeIT {

  private static final int CLIENT = 1;
  private static final int DOCTOR = 2;

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
      super(TestNode.h2("rolling"));
    }
  }

  abstract static class Cases {

    private final TestNode node;
    private final FormerNode former;
    private final TestChats scene;
    private UserId client;
    private UserId doctor;

    Cases(TestNode node) {
      this.node = node;
      this.former = new FormerNode(node);
      this.scene = new TestChats(node);
    }

    @BeforeEach
    void people() {
      client = scene.user();
      doctor = scene.user();
    }

    @Test
    void theFeedTellsOfMessagesAndParticipantsOfFormerNodes() {
      Positions start = node.feed().end();
      ChatId chat = formerChat();
      former.post(chat, client, CLIENT, "hello");
      former.unsubscribe(chat, doctor, DOCTOR);
      former.close(chat);
      List<Change> changes = node.feed().after(start, 100);
      long message = scene.all(chat).getFirst().id().value();
      assertThat(changes).contains(new Posted(message, chat, 1)).hasSize(6);
      assertThat(changes)
          .filteredOn(Changed.class::isInstance)
          .extracting(change -> ((Changed) change).version())
          .containsExactly(1L, 2L, 3L, 5L, 6L);
      assertThat(changes)
          .filteredOn(Changed.class::isInstance)
          .extracting(change -> ((Changed) change).users())
          .containsExactly(Set.of(), Set.of(client), Set.of(doctor), Set.of(doctor), Set.of());
    }

    /** A mark of a former node has an effect, and only the next change of the chat tells of it. */
    @Test
    void theFeedDoesNotTellOfReadMarksOfFormerNodes() {
      ChatId chat = formerChat();
      former.post(chat, client, CLIENT, "hello");
      Positions start = node.feed().end();
      former.read(chat, doctor, DOCTOR, 1);
      assertThat(node.feed().after(start, 100)).isEmpty();
      assertThat(scene.find(chat).chat().version()).isEqualTo(5);
      scene.say(chat, doctor, "hello");
      assertThat(node.feed().after(start, 100)).hasSize(1);
      assertThat(scene.find(chat).chat().version()).isEqualTo(6);
    }

    @Test
    void aChatThatAFormerNodeClosedIsClosed() {
      ChatId chat = formerChat();
      ChatId opened = formerChat();
      former.close(chat);
      assertThat(openedOf(client)).containsExactly(opened);
      assertThat(node.directory().staffOf(List.of(client))).containsEntry(client, Set.of(doctor));
      assertThat(listed()).containsExactly(opened, chat);
      await().untilAsserted(() -> assertThat(unmarkedClosed(chat)).isZero());
      assertThat(openedOf(client)).containsExactly(opened);
      assertThat(listed()).containsExactly(opened, chat);
    }

    @Test
    void whomAFormerNodeAddsToAClosedChatFindsIt() {
      ChatId chat = scene.chat(client, doctor);
      scene.close(chat);
      assertThat(unmarkedClosed(chat)).isZero();
      UserId late = scene.user();
      former.subscribe(chat, late, DOCTOR);
      assertThat(node.directory().activeChats(late, Optional.empty(), 5)).hasSize(1);
      assertThat(openedOf(late)).isEmpty();
      await().untilAsserted(() -> assertThat(unmarkedClosed(chat)).isZero());
    }

    /** Where the user joined before is known, and that is earlier: the session is sent too much. */
    @Test
    void whoRejoinsByAFormerNodeHasJoinedEarlier() {
      ChatId chat = formerChat();
      assertThat(joinedSeq(chat, doctor)).isZero();
      scene.say(chat, client, "1", "2");
      UserId other = scene.user();
      scene.join(chat, other, UserType.DOCTOR);
      assertThat(joinedSeq(chat, other)).isEqualTo(2);
      scene.leave(chat, other);
      scene.say(chat, client, "3");
      former.subscribe(chat, other, DOCTOR);
      assertThat(joinedSeq(chat, other)).isEqualTo(2);
    }

    @Test
    void aFormerNodeWritesToWhatThisOneHasWritten() {
      ChatId chat = scene.chat(client, doctor);
      scene.say(chat, client, "1");
      former.post(chat, doctor, DOCTOR, "2");
      former.read(chat, client, CLIENT, 2);
      former.unsubscribe(chat, doctor, DOCTOR);
      assertThat(scene.all(chat)).extracting(m -> m.seq()).containsExactly(1L, 2L);
      assertThat(scene.find(chat).participants().active(doctor)).isEmpty();
      assertThat(scene.find(chat).participants().active(client)).isPresent();
    }

    private ChatId formerChat() {
      ChatId chat = former.open(scene.order().value());
      former.subscribe(chat, client, CLIENT);
      former.subscribe(chat, doctor, DOCTOR);
      return chat;
    }

    private List<ChatId> openedOf(UserId user) {
      return node.directory().openedChats(List.of(user)).getOrDefault(user, List.of()).stream()
          .map(Chat::id)
          .toList();
    }

    private List<ChatId> listed() {
      return node.directory().activeChats(client, Optional.empty(), 10).stream()
          .map(overview -> overview.chat().id())
          .toList();
    }

    private long joinedSeq(ChatId chat, UserId user) {
      return scene.find(chat).participants().active(user).orElseThrow().joinedSeq();
    }

    private long unmarkedClosed(ChatId chat) {
      return node.transactions()
          .read(handle ->
              handle
                  .select(
                      """
                      SELECT COUNT(*) FROM subscriptions
                      WHERE chat_id = ? AND closed_activity IS NULL
                      """,
                      chat.value())
                  .mapTo(Long.class)
                  .one());
    }
  }
}
