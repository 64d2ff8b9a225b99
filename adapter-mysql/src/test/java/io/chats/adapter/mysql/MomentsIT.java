package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time zones of the JVM and of the server neither shift nor shorten timestamps. */
@EachDatabase(quick = Databases.MARIADB)
class MomentsIT {

  /** Times in the hour that New York skipped, in the one it had twice, and ordinary ones. */
  private static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2026-03-08T02:30:00.123Z"),
          Instant.parse("2026-03-08T07:30:00.001Z"),
          Instant.parse("2026-11-01T05:30:00.999Z"),
          Instant.parse("2026-11-01T06:30:00Z"),
          Instant.parse("2000-02-29T23:59:59.500Z"));

  private static PrivateDatabase server;

  private final TimeZone usual = TimeZone.getDefault();

  @Parameter Databases kind;

  @BeforeParameterizedClassInvocation
  static void start(Databases kind) {
    server = kind.start("--default-time-zone=+05:30");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  @BeforeEach
  void goToNewYork() {
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
  }

  @AfterEach
  void goHome() {
    TimeZone.setDefault(usual);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areKeptToTheMillisecond(boolean isH2) {
    try (TestNode node = isH2 ? TestNode.h2("moments") : TestNode.of(server)) {
      for (Instant at : MOMENTS) {
        ChatId id = node.chats().open(new OrderId(1), Optional.empty(), at.plusNanos(999_999));
        assertThat(chat(node, id).createdAt()).isEqualTo(at);
        assertThat(text(node, id)).startsWith(at.toString().substring(0, 19).replace('T', ' '));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areThoseOfTheClock(boolean isH2) {
    try (TestNode node = isH2 ? TestNode.h2("moments") : TestNode.of(server)) {
      TestChats scene = new TestChats(node);
      UserId user = scene.user();
      ChatId id = scene.chat(user, scene.user());
      Message message = scene.say(id, user, "x").getFirst();
      assertThat(Duration.between(message.insertedAt(), Instant.now()))
          .isLessThan(Duration.ofMinutes(1));
      assertThat(scene.all(id)).containsExactly(message);
      assertThat(chat(node, id).lastUpdateAt()).isEqualTo(message.insertedAt());
    }
  }

  /** Nodes of a former version compare them with their own clocks, in UTC. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofClaimsAreThoseOfTheDatabaseInUtc(boolean isH2) {
    try (TestNode node = isH2 ? TestNode.h2("claims") : TestNode.of(server)) {
      TestChats scene = new TestChats(node);
      UserId doctor = scene.user();
      ChatId id = scene.chat(scene.user(), doctor);
      scene.say(id, doctor, "x");
      node.reminders().refresh(Duration.ofSeconds(10));
      SpellId spell =
          node.reminders().due(Optional.empty(), 1000).spells().stream()
              .filter(it -> it.chat().equals(id))
              .findFirst()
              .orElseThrow()
              .id();
      assertThat(node.reminders().claim(spell, new NodeId("n"), Duration.ofHours(1))).isTrue();
      Instant until = claimedUntil(node, id);
      assertThat(until).isCloseTo(Instant.now().plusSeconds(3600), within(1, ChronoUnit.MINUTES));
      assertThat(node.reminders().claim(spell, new NodeId("m"), Duration.ofHours(1))).isFalse();
    }
  }

  private static Instant claimedUntil(TestNode node, ChatId chat) {
    return node.transactions()
        .read(handle ->
            handle
                .select("SELECT claimed_until FROM unread_spells WHERE chat_id = ?", chat.value())
                .map((row, context) -> UtcTime.get(row, "claimed_until"))
                .one());
  }

  private static Chat chat(TestNode node, ChatId id) {
    return node.chats().find(id).orElseThrow().chat();
  }

  /** The timestamp as operators see it in the database. */
  private static String text(TestNode node, ChatId id) {
    return node.transactions()
        .read(handle ->
            handle
                .createQuery("SELECT CAST(created_at AS CHAR(23)) FROM chats WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .one());
  }
}
