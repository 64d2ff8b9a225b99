package io.chats.adapter.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills nearly all the room of a server that keeps its tables in one small file. */
final class SmallDisk {

  /** Those of a server with room for 48 MB. */
  static final String[] OPTIONS = {
    "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:48M"
  };

  private static final int FULL = 1114;

  private final Connection connection;

  private SmallDisk(Connection connection) {
    this.connection = connection;
  }

  static SmallDisk fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE filler (id BIGINT AUTO_INCREMENT PRIMARY KEY, a LONGBLOB)");
      fill(statement, 1 << 20);
      // What is left suffices to drop a table, which needs some room in MariaDB, and for no index.
      fill(statement, 1 << 18);
    }
    return new SmallDisk(connection);
  }

  private static void fill(Statement statement, int size) throws SQLException {
    try {
      while (true) {
        statement.execute("INSERT INTO filler (a) VALUES (REPEAT('x', %d))".formatted(size));
      }
    } catch (SQLException e) {
      if (e.getErrorCode() != FULL) {
        throw e;
      }
    }
  }

  void makeRoom() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE filler");
    }
  }
}
