package io.chats.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2DatabaseTest {

  @TempDir Path folder;

  @Test
  void keepsWhatWasCommitted() throws SQLException {
    Path missing = folder.resolve("not/there/yet");
    try (H2Database database = H2Database.open(missing)) {
      execute(database, "CREATE TABLE `Notes` (id BIGINT AUTO_INCREMENT PRIMARY KEY, n INT)");
      execute(database, "INSERT INTO notes (n) VALUES (7)");
    }
    try (H2Database database = H2Database.open(missing)) {
      assertThat(number(database, "SELECT n FROM notes")).isEqualTo(7);
    }
  }

  @Test
  void givesReadCommittedConnectionsThatCommitByThemselves() throws SQLException {
    try (H2Database database = H2Database.open(folder);
        Connection connection = database.dataSource().getConnection()) {
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }

  @Test
  void writesNoTraceOfFailedStatements() throws SQLException, IOException {
    try (H2Database database = H2Database.open(folder)) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> execute(database, "INSERT INTO nowhere VALUES ('what a user said')"));
      try (var files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString())).containsExactly("chats.mv.db");
      }
    }
  }

  @Test
  void saysThatAFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(() -> H2Database.open(file))
        .withMessageStartingWith("The data folder " + file + " cannot be used: ");
  }

  @Test
  void saysThatTheDatabaseIsNone() throws IOException {
    Files.writeString(folder.resolve("chats.mv.db"), "something else".repeat(1000));
    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(() -> H2Database.open(folder))
        .withMessageContaining("the database in it cannot be opened");
  }

  @Test
  void takesNoFolderThatWouldBeTakenForSettings() {
    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(() -> H2Database.open(folder.resolve("data;INIT=DROP ALL OBJECTS")));
  }

  private static void execute(H2Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(H2Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
