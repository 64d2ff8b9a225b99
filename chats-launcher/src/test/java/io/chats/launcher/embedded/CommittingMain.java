package io.chats.launcher.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Commits rows for ever, and prints each number after its commit. */
final class CommittingMain {

  private CommittingMain() {}

  public static void main(String[] arguments) throws SQLException {
    DataSource database = H2Database.open(Path.of(arguments[0])).dataSource();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE numbers (n BIGINT PRIMARY KEY)");
    }
    for (long n = 1; ; n++) {
      insert(database, n);
      System.out.println("committed " + n);
    }
  }

  private static void insert(DataSource database, long n) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO numbers (n) VALUES (?)")) {
      statement.setLong(1, n);
      statement.executeUpdate();
    }
  }
}
