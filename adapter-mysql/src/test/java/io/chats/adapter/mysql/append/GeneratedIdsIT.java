package io.chats.adapter.mysql.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.Databases;
import io.chats.adapter.mysql.EachDatabase;
import io.chats.adapter.mysql.TestNode;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.testing.contract.Concurrently;
import io.chats.testing.contract.TestChats;
import io.chats.testing.services.PrivateDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers receive the ids of the rows, in every way of assigning ids that servers have. */
@EachDatabase(quick = Databases.MARIADB)
class GeneratedIdsIT {

  @Parameter Databases kind;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--innodb-autoinc-lock-mode=1",
        // The default of MySQL 8
        "--innodb-autoinc-lock-mode=2",
        // The setting of clusters
        "--auto-increment-increment=3"
      })
  void areThoseOfTheRows(String option) {
    try (PrivateDatabase server = kind.start(option);
        TestNode node = TestNode.of(server);
        TestNode other = TestNode.of(server)) {
      List<Callable<Void>> writers =
          IntStream.range(0, 8)
              .<Callable<Void>>mapToObj(i -> () -> write(i % 2 == 0 ? node : other))
              .toList();
      Concurrently.all(writers);
    }
  }

  private static Void write(TestNode node) {
    TestChats scene = new TestChats(node);
    UserId author = scene.user();
    ChatId chat = scene.chat(author, scene.user());
    for (int size : List.of(1, 300, 7, 256, 64, 2)) {
      NewMessage[] messages =
          Stream.generate(() -> TestChats.text("x")).limit(size).toArray(NewMessage[]::new);
      List<Message> stored = scene.post(chat, author, messages).stored();
      assertThat(node.history().afterSeq(chat, stored.getFirst().seq() - 1, size))
          .isEqualTo(stored);
    }
    assertThat(scene.all(chat)).extracting(m -> m.id().value()).isSorted().doesNotHaveDuplicates();
    return null;
  }
}
