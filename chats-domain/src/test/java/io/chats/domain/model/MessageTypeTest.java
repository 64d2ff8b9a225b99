package io.chats.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTypeTest {

  @Test
  void onlySystemAndNoticeAreReservedForServices() {
    assertThat(Stream.of(MessageType.values()).filter(MessageType::reservedForServices))
        .containsExactly(MessageType.SYSTEM, MessageType.NOTICE);
  }

  @Test
  void onlySystemDoesNotCountAsUnread() {
    assertThat(Stream.of(MessageType.values()).filter(type -> !type.countsAsUnread()))
        .containsExactly(MessageType.SYSTEM);
  }
}
