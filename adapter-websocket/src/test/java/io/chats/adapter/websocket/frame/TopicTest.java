package io.chats.adapter.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Presence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTest {

  @Test
  void typingIsOfAChatAndAUser() {
    assertThat(topicOf(typing(1, 2, "on"))).isEqualTo(topicOf(typing(1, 2, "off")));
    assertThat(topicOf(typing(1, 2, "on"))).isNotEqualTo(topicOf(typing(1, 3, "on")));
    assertThat(topicOf(typing(1, 2, "on"))).isNotEqualTo(topicOf(typing(2, 2, "on")));
  }

  @Test
  void presenceIsOfAChatAndAllNamedUsers() {
    assertThat(topicOf(presence(1, Presence.ONLINE, 2, 3)))
        .isEqualTo(topicOf(presence(1, Presence.OFFLINE, 3, 2)));
    assertThat(topicOf(presence(1, Presence.ONLINE, 2)))
        .isNotEqualTo(topicOf(presence(1, Presence.ONLINE, 2, 3)));
    assertThat(topicOf(presence(1, Presence.ONLINE, 2)))
        .isNotEqualTo(topicOf(presence(2, Presence.ONLINE, 2)));
  }

  @Test
  void aStateIsOfAChat() {
    assertThat(topicOf(state(1, 5, false))).isEqualTo(topicOf(state(1, 6, false)));
    assertThat(topicOf(state(1, 5, false))).isNotEqualTo(topicOf(state(2, 5, false)));
    assertThat(Topic.of(state(1, 5, true))).as("what a former participant is told").isEmpty();
  }

  @Test
  void messagesHaveNoTopic() {
    assertThat(Topic.of(new ClientEvent.Pong())).isEmpty();
    assertThat(Topic.of(new ClientEvent.MessagesPosted(List.of(), List.of()))).isEmpty();
  }

  private static Object topicOf(ClientEvent event) {
    return Topic.of(event).orElseThrow();
  }

  private static ClientEvent typing(long chat, long user, String status) {
    return new ClientEvent.Typing(new ChatId(chat), new UserId(user), "types", status);
  }

  private static ClientEvent state(long chat, long version, boolean left) {
    return new ClientEvent.ChatChanged(
        new ChatId(chat), version, ChatStatus.OPENED, List.of(), left);
  }

  private static ClientEvent presence(long chat, Presence presence, long... users) {
    return new OpponentStatus(
        new ChatId(chat),
        Arrays.stream(users).mapToObj(u -> new UserPresence(new UserId(u), presence)).toList());
  }
}
