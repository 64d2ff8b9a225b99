package io.chats.testing.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.process.ServerProbe;
import io.chats.testing.services.redis.PrivateRedis;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all private services can do. */
class PrivateServicesIT {

  static Stream<Supplier<PrivateService>> services() {
    return Stream.of(PrivateNats::start, PrivateRedis::start, PrivateMariaDb::start);
  }

  @ParameterizedTest
  @MethodSource("services")
  void canBeKilledAndStartedAgainOnTheSamePort(Supplier<PrivateService> start) {
    try (PrivateService service = start.get()) {
      int port = service.port();
      assertThat(says(port)).isTrue();
      assertThatIllegalStateException().isThrownBy(service::startAgain);

      service.kill();
      assertThat(service.process().isRunning()).isFalse();
      assertThat(says(port)).isFalse();

      service.startAgain();
      service.restart();
      assertThat(service.process().isRunning()).isTrue();
      assertThat(service.port()).isEqualTo(port);
      assertThat(says(port)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void canBeFrozenAndThawed(Supplier<PrivateService> start) {
    try (PrivateService service = start.get()) {
      service.freeze();
      assertThat(service.process().isRunning()).isTrue();
      assertThat(says(service.port())).isFalse();

      service.thaw();
      assertThat(says(service.port())).isTrue();
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

  // NATS and MariaDB speak first; Redis, which does not, answers this. To the others it is noise
  // that follows their greeting.
  private static boolean says(int port) {
    ServerProbe probe =
        connection -> {
          connection.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
          return connection.getInputStream().read() >= 0;
        };
    return probe.reaches(port);
  }
}
