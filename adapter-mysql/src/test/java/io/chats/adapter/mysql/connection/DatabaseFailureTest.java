package io.chats.adapter.mysql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.connection.DatabaseFailure.Kind;
import io.chats.domain.port.StoreUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

  @ParameterizedTest
  @CsvSource({
    "40001, 1213, CONTENTION",
    "40001, 1205, CONTENTION",
    "HY000, 1205, CONTENTION",
    "HY000, 3572, CONTENTION",
    "40000, 3101, CONTENTION",
    "HYT00, 50200, CONTENTION",
    "23000, 1062, DUPLICATE",
    "23505, 23505, DUPLICATE",
    "08S01, 0, UNAVAILABLE",
    "08004, 1040, UNAVAILABLE",
    "28000, 1045, UNAVAILABLE",
    "42000, 1049, UNAVAILABLE",
    "HY000, 1290, UNAVAILABLE",
    "HY000, 1021, UNAVAILABLE",
    "70100, 1317, UNAVAILABLE",
    "70100, 1969, UNAVAILABLE",
    "HY000, 3024, UNAVAILABLE",
    "90098, 90098, UNAVAILABLE",
    ", 0, UNAVAILABLE",
    "22001, 1406, REFUSED",
    "HY000, 1366, REFUSED",
    "23000, 1048, REFUSED",
    "42S02, 1146, REFUSED",
    "42000, 1064, REFUSED"
  })
  void tellsFailuresApart(String state, int code, Kind kind) {
    SQLException failure = new SQLException("said by a user", state, code);
    assertThat(DatabaseFailure.of(new IllegalStateException(failure)).kind()).isEqualTo(kind);
  }

  @Test
  void takesAPoolThatGivesNoConnectionForAnOutage() {
    SQLException none = new SQLTransientConnectionException("not available");
    assertThat(DatabaseFailure.of(new ConnectionException(none)).toException())
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void treatsOtherFailuresAsRefused() {
    assertThat(DatabaseFailure.of(new IllegalStateException("x")).kind()).isEqualTo(Kind.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "28000, 1045, the database refuses the user or the password",
    "28000, 1698, the database refuses the user or the password",
    "42000, 1044, the user may not use this database",
    "42000, 1049, the server has no database of that name",
    "08004, 1040, the database has too many connections",
    "HY000, 1021, the database has no space left on its disk",
    "90100, 90100, the database has no space left on its disk",
    "70100, 1969, the database took too long for a statement",
    "HY000, 3024, the database took too long for a statement",
    "70100, 1317, a statement was ended in the database",
    "08S01, 0, the database is not available"
  })
  void namesCausesThatOperatorsCanFix(String state, int code, String said) {
    SQLException failure = new SQLException("Access denied for user 'root'", state, code);
    assertThat(DatabaseFailure.of(failure).toException())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage(said);
  }

  /** H2 has no code of its own for it. */
  @Test
  void recognisesAFullDiskByTheSystemsMessage() {
    SQLException failure = new SQLException("General error", "HY000", 50_000);
    failure.initCause(
        new IllegalStateException("writing", new IOException("No space left on device")));
    assertThat(DatabaseFailure.of(failure).toException())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the database has no space left on its disk");
  }

  @Test
  void doesNotRepeatTheDatabasesWords() {
    SQLException failure = new SQLException("Duplicate entry 'said by a user'", "23000", 1062);
    RuntimeException thrown = DatabaseFailure.of(failure).toException();
    assertThat(thrown).hasNoCause().hasMessageContaining("1062").hasMessageContaining("23000");
    assertThat(thrown.toString()).doesNotContain("said");
    assertThat(thrown.getStackTrace()).isEqualTo(failure.getStackTrace());
  }
}
