package io.chats.testing.services.process;

import io.chats.testing.services.mariadb.PrivateMariaDb;
import java.util.concurrent.CountDownLatch;

/** A JVM that starts a MariaDB, prints a variable and the server's port, and waits. */
final class ServingMain {

  private ServingMain() {}

  public static void main(String... arguments) throws InterruptedException {
    PrivateMariaDb db = PrivateMariaDb.start();
    System.out.println(String.join(" ", arguments) + " " + System.getenv("GREETING"));
    System.out.println("port " + db.port());
    new CountDownLatch(1).await();
  }
}
