package io.chats.testing.age;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The work that a server of MySQL or MariaDB has done for all of its connections.
 *
 * @param rowsRead rows and index entries
 * @param statements those that clients sent
 */
public record DatabaseWork(long rowsRead, long statements) {

  private static final String STATUS =
      "SHOW GLOBAL STATUS WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Questions'";

  /** Work that is measured. */
  @FunctionalInterface
  public interface Task<E extends Exception> {
    void run() throws E;
  }

  /**
   * Returns what the server does during a task, without the work of looking at its counters.
   *
   * @param connection that the task does not use
   */
  public static <E extends Exception> DatabaseWork during(Connection connection, Task<E> task)
      throws SQLException, E {
    DatabaseWork first = read(connection);
    DatabaseWork before = read(connection);
    task.run();
    DatabaseWork looking = before.minus(first);
    return read(connection).minus(before).minus(looking);
  }

  private static DatabaseWork read(Connection connection) throws SQLException {
    long rowsRead = 0;
    long statements = 0;
    try (Statement statement = connection.createStatement();
        ResultSet status = statement.executeQuery(STATUS)) {
      while (status.next()) {
        if (status.getString(1).equalsIgnoreCase("Questions")) {
          statements = status.getLong(2);
        } else {
          rowsRead += status.getLong(2);
        }
      }
    }
    return new DatabaseWork(rowsRead, statements);
  }

  private DatabaseWork minus(DatabaseWork other) {
    return new DatabaseWork(rowsRead - other.rowsRead, statements - other.statements);
  }
}
