package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.mysql.DatabaseFailure.Kind;
import io.chats.domain.port.StoreUnavailableException;
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
  void takesWhatIsNoFailureOfTheDatabaseForOurs() {
    assertThat(DatabaseFailure.of(new IllegalStateException("x")).kind()).isEqualTo(Kind.REFUSED);
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
