package io.chats.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.testing.services.process.ChildJvm;
import io.chats.testing.services.process.JavaCommand;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2DatabaseIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void losesNothingCommittedWhenTheProcessIsKilled() throws SQLException {
    long said;
    try (ChildJvm process = commit()) {
      process.awaitLine("committed 500", TIMEOUT);
      process.kill();
      said = process.output().lines().filter(line -> line.startsWith("committed ")).count();
    }
    try (H2Database database = H2Database.open(folder)) {
      assertThat(count(database)).isBetween(said, said + 1);
    }
  }

  @Test
  void saysThatAnotherProcessUsesIt() throws SQLException {
    try (ChildJvm process = commit()) {
      process.awaitLine("committed 1", TIMEOUT);
      assertThatExceptionOfType(DataFolderException.class)
          .isThrownBy(() -> H2Database.open(folder))
          .withMessage(
              "The data folder "
                  + folder
                  + " cannot be used: another process is using it; stop that one, or set DATA_DIR"
                  + " to another folder");
      process.kill();
    }
    try (H2Database database = H2Database.open(folder)) {
      assertThat(count(database)).isPositive();
    }
  }

  private ChildJvm commit() {
    return JavaCommand.of(CommittingMain.class).withArguments(folder.toString()).start();
  }

  private static long count(H2Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM numbers")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
