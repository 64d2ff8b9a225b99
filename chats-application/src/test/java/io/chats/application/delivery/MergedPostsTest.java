package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ChatChange;
import io.chats.domain.id.ChatId;
import org.junit.jupiter.api.Test;

class MergedPostsTest {

  private final MergedPosts run = new MergedPosts(Posts.change(0, 1));

  @Test
  void isTheFirstByItself() {
    assertThat(run.change()).isEqualTo(Posts.change(0, 1));
  }

  @Test
  void addsPostsThatFollow() {
    assertThat(run.add(Posts.change(1, 3))).isTrue();
    assertThat(run.add(Posts.change(3, 4))).isTrue();
    assertThat(run.change()).isEqualTo(Posts.change(0, 4));
  }

  @Test
  void addsNothingAfterAGap() {
    assertThat(run.add(Posts.change(2, 3))).isFalse();
    assertThat(run.change()).isEqualTo(Posts.change(0, 1));
  }

  @Test
  void addsNothingOfAnotherChat() {
    assertThat(run.add(Posts.change(new ChatId(2), 1, 2))).isFalse();
  }

  @Test
  void addsNothingForOtherParticipants() {
    ChatChange later = Posts.change(1, 2);
    assertThat(run.add(new ChatChange(later.chat(), 1, 2, 2, later.detail()))).isFalse();
  }

  @Test
  void addsOnlyPostsAndOnlyToPosts() {
    ChatChange closed = new ChatChange(Posts.CHAT, 1, 2, 1, new ChatChange.Closed());
    assertThat(run.add(closed)).isFalse();
    assertThat(new MergedPosts(closed).add(Posts.change(2, 3))).isFalse();
  }

  @Test
  void addsAsManyMessagesAsAFrameMayHave() {
    assertThat(run.add(Posts.change(1, MergedPosts.MAX_MESSAGES))).isTrue();
    assertThat(run.add(Posts.change(MergedPosts.MAX_MESSAGES, MergedPosts.MAX_MESSAGES + 1)))
        .isFalse();
  }

  @Test
  void addsNoMoreThanTheBusCarries() {
    String half = "x".repeat(MergedPosts.MAX_SIZE / 4);
    assertThat(run.add(Posts.change(1, half))).isTrue();
    assertThat(run.add(Posts.change(2, half))).isFalse();
    assertThat(run.add(Posts.change(2, "short"))).isTrue();
  }
}
