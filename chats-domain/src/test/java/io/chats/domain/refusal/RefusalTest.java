package io.chats.domain.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

  private static final ChatId CHAT = new ChatId(7);
  private static final UserId USER = new UserId(42);

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new Refusal.NoSuchChat(CHAT), 330),
        Arguments.of(new Refusal.ChatIsClosed(CHAT), 332),
        Arguments.of(new Refusal.NotAParticipant(CHAT, USER), 501),
        Arguments.of(new Refusal.SubscriberUnchangeable(CHAT, USER, new UserId(43), "so"), 326),
        Arguments.of(new Refusal.TooManyParticipants(CHAT, 1000), 113),
        Arguments.of(new Refusal.TooLong("text", 4096), 220),
        Arguments.of(new Refusal.BadMessageType("so"), 351),
        Arguments.of(new Refusal.NoSuchFile(new FileId("file")), 1401),
        Arguments.of(new Refusal.NoSuchMessage(CHAT, new MessageId(3)), 1406),
        Arguments.of(new Refusal.Overloaded("appends"), 112));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void hasItsNumberOnTheWireAndTravelsWithItsExplanation(Refusal refusal, int number) {
    assertThat(refusal.code().number()).isEqualTo(number);
    RefusedException thrown = new RefusedException(refusal);
    assertThat(thrown).hasMessage(refusal.explanation());
    assertThat(thrown.refusal()).isEqualTo(refusal);
  }

  @Test
  void repeatsNoTextOfAUser() {
    assertThat(new Refusal.NoSuchFile(new FileId("influenza.pdf")).explanation())
        .doesNotContain("influenza");
  }
}
