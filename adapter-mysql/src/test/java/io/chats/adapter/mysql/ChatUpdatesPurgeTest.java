package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.port.ChangeFeed.IdRange;
import io.chats.domain.port.ChangeFeed.Source;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatUpdatesPurgeTest {

  private static final int KEPT = 10;
  private static final int MANY = 2_500;

  private TestNode node;
  private ChatUpdatesPurge purge;

  @BeforeEach
  void start() {
    node = TestNode.h2("purge");
    purge = new ChatUpdatesPurge(node.database(), KEPT);
    node.transactions().write(handle -> handle.execute("DELETE FROM chat_updates"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void keepsTheNewestIds() {
    insert(MANY);
    assertThat(purge.purge()).isEqualTo(MANY - KEPT);
    long end = node.feed().end().updates();
    assertThat(node.feed().within(Source.UPDATES, List.of(new IdRange(1, end))))
        .hasSize(KEPT)
        .allMatch(change -> change.id() > end - KEPT);
    assertThat(purge.purge()).isZero();
  }

  @Test
  void deletesNothingWhileThereIsLittle() {
    assertThat(purge.purge()).isZero();
    insert(KEPT);
    assertThat(purge.purge()).isZero();
  }

  private void insert(int rows) {
    node.transactions()
        .write(handle ->
            handle.execute(
                """
                INSERT INTO chat_updates (chat_id, version, closed)
                SELECT 1, 1, FALSE FROM SYSTEM_RANGE(1, ?)
                """,
                rows));
  }
}
