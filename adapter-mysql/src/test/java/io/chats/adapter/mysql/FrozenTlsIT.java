package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mysql.PrivateMySql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a frozen server does not answer costs one budget with TLS 1.3, too. */
class FrozenTlsIT {

  private static final Duration BUDGET = Duration.ofMillis(750);

  /** An allowance for a busy machine; less than another budget. */
  private static final Duration MARGIN = Duration.ofMillis(400);

  private static PrivateDatabase mySql;
  private static PrivateDatabase mariaDb;

  @BeforeAll
  static void start() {
    mySql = PrivateMySql.start("--tls-version=TLSv1.3");
    // MySQL makes a certificate for itself, and MariaDB 10.11 does not.
    Path made = mySql.process().folder().resolve("data");
    mariaDb =
        Databases.MARIADB.start(
            "--tls-version=TLSv1.3",
            "--ssl-cert=" + made.resolve("server-cert.pem"),
            "--ssl-key=" + made.resolve("server-key.pem"));
  }

  @AfterAll
  static void stop() {
    mariaDb.close();
    mySql.close();
  }

  @Test
  void costsOneBudget() {
    for (PrivateDatabase server : List.of(mySql, mariaDb)) {
      try (TestNode node = TestNode.of(server, BUDGET)) {
        await().until(node.database()::answers);
        assertThat(tlsVersion(node)).isEqualTo("TLSv1.3");
        server.freeze();
        // The first one loses a connection of the pool, the next ones cannot connect.
        Stream.generate(() -> failing(node)).limit(3).forEach(FrozenTlsIT::assertIsInTime);
        server.thaw();
        await().until(node.database()::answers);
      }
    }
  }

  private static void assertIsInTime(Duration time) {
    System.out.printf("a call of a frozen server with TLS 1.3 took %s%n", time);
    assertThat(time).isLessThan(BUDGET.plus(MARGIN));
  }

  private static Duration failing(TestNode node) {
    long start = System.nanoTime();
    assertThat(catchThrowable(() -> tlsVersion(node)))
        .isInstanceOf(StoreUnavailableException.class);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String tlsVersion(TestNode node) {
    return node.transactions()
        .read(handle ->
            handle
                .createQuery("SHOW SESSION STATUS LIKE 'Ssl_version'")
                .map((row, context) -> row.getString(2))
                .one());
  }
}
