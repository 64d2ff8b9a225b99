package io.chats.adapter.mysql.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.JdbiChatDirectory;
import io.chats.adapter.mysql.MapChatCache;
import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.port.ChatDirectory;
import io.chats.testing.contract.TestChats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParticipantCachingTest {

  /** Read marks move without a new version, so a cached one would be stale. */
  @Test
  void cachesParticipantsByVersionWithoutTheirMarks() {
    try (TestNode node = TestNode.h2("caching")) {
      MapChatCache cache = new MapChatCache();
      ChatDirectory directory = new JdbiChatDirectory(node.database(), cache, TestNode.threads());
      TestChats scene = new TestChats(node);
      UserId client = scene.user();
      UserId doctor = scene.user();
      ChatId chat = scene.chat(client, doctor);
      MessageId said = scene.say(chat, doctor, "x").getFirst().id();
      scene.read(chat, client, said);
      scene.read(chat, doctor, said);

      Participants shown = participants(directory, client, chat);
      long version = scene.find(chat).chat().participantsVersion();
      assertThat(cache.remembered()).containsOnlyKeys(Map.entry(chat, version));
      assertThat(cache.remembered().values().iterator().next().all())
          .hasSize(2)
          .allMatch(subscription -> subscription.mark().equals(ReadMark.NONE));
      assertThat(shown.active(client).orElseThrow().mark().seq()).isOne();
      assertThat(shown.active(doctor).orElseThrow().mark()).isEqualTo(ReadMark.NONE);
      assertThat(participants(directory, client, chat)).isEqualTo(shown);
    }
  }

  private static Participants participants(ChatDirectory directory, UserId asker, ChatId chat) {
    return directory.activeChats(asker, List.of(chat)).getFirst().conversation().participants();
  }
}
