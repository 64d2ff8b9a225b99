package io.chats.testing.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.mysql.PrivateMySql;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.process.ServerProbe;
import io.chats.testing.services.redis.PrivateRedis;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The abilities that all private services share. */
class PrivateServicesIT {

  static Stream<Supplier<PrivateService>> services() {
    return Stream.of(
        PrivateNats::start, PrivateRedis::start, PrivateMariaDb::start, PrivateMySql::start);
  }

  @ParameterizedTest
  @MethodSource("services")
  void canBeKilledAndStartedAgainOnTheSamePort(Supplier<PrivateService> start) {
    try (PrivateService service = start.get()) {
      int port = service.port();
      assertThat(answers(port)).isTrue();
      assertThatIllegalStateException().isThrownBy(service::startAgain);

      service.kill();
      assertThat(service.process().isRunning()).isFalse();
      assertThat(answers(port)).isFalse();

      service.startAgain();
      service.restart();
      assertThat(service.process().isRunning()).isTrue();
      assertThat(service.port()).isEqualTo(port);
      assertThat(answers(port)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void canBeFrozenAndThawed(Supplier<PrivateService> start) {
    try (PrivateService service = start.get()) {
      service.freeze();
      assertThat(service.process().isRunning()).isTrue();
      assertThat(answers(service.port())).isFalse();

      service.thaw();
      assertThat(answers(service.port())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void isGoneOnceClosedEvenWhenFrozen(Supplier<PrivateService> start) {
    PrivateService service = start.get();
    service.freeze();
    service.close();
    assertThat(service.process().isRunning()).isFalse();
    assertThat(service.process().folder()).doesNotExist();
    service.close();
  }

  // NATS and the databases greet first; Redis answers this PING, which the others ignore after
  // their
  // greeting.
  private static boolean answers(int port) {
    ServerProbe probe =
        connection -> {
          connection.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
          return connection.getInputStream().read() >= 0;
        };
    return probe.reaches(port);
  }
}
