package io.chats.adapter.mysql;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Fills the room of a server that keeps its tables in one small file. */
final class SmallDisk {

  private static final int FULL = 1114;

  private final Connection connection;

  private SmallDisk(Connection connection) {
    this.connection = connection;
  }

  /** The options of a server with room for 48 MB. */
  static String[] options() {
    return new String[] {
      "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:48M"
    };
  }

  static SmallDisk fill(Connection connection) throws SQLException {
    SmallDisk disk = new SmallDisk(connection);
    disk.tries("CREATE TABLE filler (id BIGINT AUTO_INCREMENT PRIMARY KEY, a LONGBLOB)");
    while (disk.tries("INSERT INTO filler (a) VALUES (REPEAT('x', 1000000))")) {
      // There is room for more.
    }
    return disk;
  }

  void makeRoom() {
    // MariaDB needs some room for it, and has it once it has cleaned up.
    await().atMost(Duration.ofMinutes(1)).until(() -> tries("DROP TABLE filler"));
  }

  /** Returns whether there was room for it. */
  private boolean tries(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == FULL) {
        return false;
      }
      throw e;
    }
  }
}
