package io.chats.adapter.mysql;

import com.zaxxer.hikari.HikariDataSource;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A process that locks a chat in a transaction as nodes do, and commits once a file is there.
 * Arguments: the port of the server, user, password, database, chat, file.
 */
final class LockingMain {

  static final String LOCKED = "locked";
  static final String COMMITTED = "committed";
  static final String LOST = "lost: ";

  private LockingMain() {}

  /** The command that starts such a process. */
  static JavaCommand command(PrivateDatabase server, String chat, Path signal) {
    return JavaCommand.of(LockingMain.class)
        .withArguments(
            Integer.toString(server.port()),
            server.user(),
            server.password(),
            server.database(),
            chat,
            signal.toString());
  }

  public static void main(String[] args) throws Exception {
    DataSourceSettings settings =
        DataSourceSettings.builder("127.0.0.1", args[3])
            .port(Integer.parseInt(args[0]))
            .credentials(args[1], args[2])
            .callBudget(Duration.ofSeconds(10))
            .build();
    try (HikariDataSource pool = MySqlDataSource.open(settings)) {
      OtherTransaction transaction = new OtherTransaction(pool);
      transaction.execute("SELECT id FROM chats WHERE id = " + args[4] + " FOR UPDATE");
      System.out.println(LOCKED);
      finish(transaction, Path.of(args[5]));
    }
  }

  private static void finish(OtherTransaction transaction, Path signal)
      throws IOException, InterruptedException {
    try {
      // A process that works is never silent.
      while (!Files.exists(signal)) {
        transaction.ask("SELECT 1");
        Thread.sleep(100);
      }
      transaction.commit();
      System.out.println(COMMITTED);
    } catch (SQLException e) {
      System.out.println(LOST + e.getMessage());
    }
  }
}
