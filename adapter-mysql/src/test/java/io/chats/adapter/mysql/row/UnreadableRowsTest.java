package io.chats.adapter.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.adapter.mysql.row.Placeholders.RowReader;
import io.chats.domain.model.UserType;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that this version cannot read fails alone (spec G13). */
class UnreadableRowsTest {

  private static final String ROWS = "SELECT chat, type FROM t ORDER BY chat";

  private final UnreadableRows unreadable = new UnreadableRows();
  private final List<UserType> read = new ArrayList<>();
  private final RowReader reader = row -> read.add(EnumCodes.USER_TYPE.at(row.getInt("type")));
  private Handle handle;

  @BeforeEach
  void store() {
    handle = Jdbi.open("jdbc:h2:mem:");
    handle.execute("CREATE TABLE t (chat BIGINT, type INT)");
    handle.execute("INSERT INTO t VALUES (1, 1), (2, 99), (3, 2), (4, 98)");
  }

  @AfterEach
  void close() {
    handle.close();
  }

  @Test
  void arePassedOverAndCounted() {
    Placeholders.forEachRow(handle.select(ROWS), unreadable.passOver("chat", reader));
    assertThat(read).containsExactly(UserType.CLIENT, UserType.DOCTOR);
    assertThat(unreadable.passedOver()).isEqualTo(2);
  }

  @Test
  void failTheQueryOtherwise() {
    assertThatThrownBy(() -> Placeholders.forEachRow(handle.select(ROWS), reader))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessage("no UserType has the code 99");
  }

  /** Other failures are not of a row. */
  @Test
  void hideNoOtherFailure() {
    RowReader broken =
        row -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(
            () -> Placeholders.forEachRow(handle.select(ROWS), unreadable.passOver("chat", broken)))
        .hasMessage("broken");
    assertThat(unreadable.passedOver()).isZero();
  }
}
