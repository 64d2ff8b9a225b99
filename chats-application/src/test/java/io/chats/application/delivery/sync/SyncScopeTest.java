package io.chats.application.delivery.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.ReadMarks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyncScopeTest {

  private final SyncScope scope = new SyncScope(List.of(chat(5), chat(2), chat(9), chat(4)));

  @Test
  void knowsItsChatsAndTheirVersions() {
    assertThat(scope.chats()).containsExactlyElementsOf(ids(2, 4, 5, 9)).hasSize(4);
    assertThat(scope.chats().contains(new ChatId(5))).isTrue();
    assertThat(scope.chats().contains(new ChatId(6))).isFalse();
    assertThat(scope.version(new ChatId(9))).isEqualTo(90);
    assertThat(scope.version(new ChatId(1))).isZero();
  }

  @Test
  void hasTheListedChatsFirstThenTheLatestOpened() {
    assertThat(pages(ids(4, 7, 2), 2)).containsExactly(ids(4, 7), ids(2, 9), ids(5));
    assertThat(pages(ids(), 3)).containsExactly(ids(9, 5, 4), ids(2));
    assertThat(pages(ids(9, 5, 4, 2), 2)).containsExactly(ids(9, 5), ids(4, 2));
    assertThat(pages(ids(2), 4)).containsExactly(ids(2, 9, 5, 4));
  }

  @Test
  void hasOneEmptyPageWithoutChats() {
    SyncScope.Pages pages = SyncScope.EMPTY.pages(List.of(), 3);
    assertThat(pages.next()).isEmpty();
    assertThat(pages.hasNext()).isFalse();
  }

  private List<List<ChatId>> pages(List<ChatId> first, int size) {
    List<List<ChatId>> all = new ArrayList<>();
    for (SyncScope.Pages pages = scope.pages(first, size); pages.hasNext(); ) {
      all.add(pages.next());
    }
    return all;
  }

  private static List<ChatId> ids(long... ids) {
    return LongStream.of(ids).mapToObj(ChatId::new).toList();
  }

  private static Chat chat(long id) {
    return new Chat(
        new ChatId(id),
        new OrderId(1),
        ChatStatus.OPENED,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        10 * id,
        1,
        ReadMarks.NONE);
  }
}
