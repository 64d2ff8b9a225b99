package io.chats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireNamesTest {

  @ParameterizedTest
  @EnumSource
  void everyUserTypeIsFoundByItsName(UserType type) {
    assertThat(WireNames.userType(WireNames.of(type))).contains(type);
  }

  @ParameterizedTest
  @EnumSource
  void everyMessageTypeIsFoundByItsName(MessageType type) {
    assertThat(WireNames.messageType(WireNames.of(type))).contains(type);
  }

  @ParameterizedTest
  @EnumSource
  void everyMessageStatusIsFoundByItsName(MessageStatus status) {
    assertThat(WireNames.messageStatus(WireNames.of(status))).contains(status);
  }

  @ParameterizedTest
  @EnumSource
  void everyChatStatusIsFoundByItsName(ChatStatus status) {
    assertThat(WireNames.chatStatus(WireNames.of(status))).contains(status);
  }

  @ParameterizedTest
  @EnumSource
  void everyPresenceIsFoundByItsName(Presence presence) {
    assertThat(WireNames.presence(WireNames.of(presence))).contains(presence);
  }

  @Test
  void anUnknownNameIsEmpty() {
    assertThat(WireNames.userType("nurse")).isEmpty();
    assertThat(WireNames.messageType("MESSAGE")).isEmpty();
  }
}
