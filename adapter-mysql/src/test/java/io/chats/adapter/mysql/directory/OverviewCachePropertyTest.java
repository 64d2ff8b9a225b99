package io.chats.adapter.mysql.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.JdbiChatDirectory;
import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatCache;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.contract.TestChats;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Two nodes change chats in any order, and the overviews that each returns from its cache are those
 * of a node without a cache (spec 3, G6).
 */
class OverviewCachePropertyTest {

  static final int CHANGES = 12;

  @Property(tries = 60)
  void returnTheStateOfTheDatabase(
      @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 2 * CHANGES * 3 - 1) Integer> steps) {
    try (TestNode one = TestNode.h2("remembered");
        TestNode other = TestNode.h2("remembered")) {
      List<TestChats> scenes = List.of(new TestChats(one), new TestChats(other));
      List<UserId> users =
          List.of(scenes.get(0).user(), scenes.get(0).user(), scenes.get(0).user());
      ChatId chat = scenes.get(0).chat(users.get(0), users.get(1));
      for (int step : steps) {
        UserId user = users.get(step % 3);
        change(scenes.get(step / 3 % 2), step / 6, chat, user, users.get((step + 1) % 3));
        if (step % 5 < 2) { // otherwise the cache falls behind by more than one change
          users.forEach(asker -> assertCurrent(List.of(one, other), chat, asker));
        }
      }
      users.forEach(asker -> assertCurrent(List.of(one, other), chat, asker));
    }
  }

  private static void assertCurrent(List<TestNode> nodes, ChatId chat, UserId asker) {
    ChatDirectory forgetful =
        new JdbiChatDirectory(nodes.get(0).database(), ChatCache.none(), TestNode.threads());
    var now = forgetful.activeChats(asker, List.of(chat));
    for (TestNode node : nodes) {
      assertThat(node.directory().activeChat(asker, chat))
          .succeedsWithin(TestNode.PATIENT)
          .isEqualTo(now.stream().findFirst());
      assertThat(node.directory().activeChats(asker, List.of(chat))).isEqualTo(now);
    }
  }

  private static void change(TestChats scene, int what, ChatId chat, UserId user, UserId next) {
    try {
      switch (what) {
        case 1 -> scene.post(chat, user, TestChats.system("noted"));
        case 2 -> scene.join(chat, user, UserType.OPERATOR);
        case 3 -> scene.leave(chat, user);
        case 4 -> scene.handOver(chat, user, next);
        case 5, 6 -> read(scene, chat, user);
        case 7 -> scene.close(chat);
        default -> scene.say(chat, user, "said");
      }
    } catch (RefusedException e) {
      assertThat(e.refusal()).isNotNull(); // not every step is allowed at any time
    }
  }

  private static void read(TestChats scene, ChatId chat, UserId user) {
    List<Message> all = scene.all(chat);
    if (!all.isEmpty()) {
      scene.read(chat, user, all.getLast().id());
    }
  }
}
