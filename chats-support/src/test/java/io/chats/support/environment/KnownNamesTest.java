package io.chats.support.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTest {

  private static final KnownNames NAMES =
      new KnownNames(
          List.of("APP_PORT", "APP_HOST", "APP_ORIGINS", "TIME_OF_STOPPING"), List.of("APP_"));

  @ParameterizedTest
  @CsvSource({
    "APP_PORTS, APP_PORT",
    "APP_POTR, APP_PORT",
    "APP_ORIGIN, APP_ORIGINS",
    "APP_ROIGNIS, APP_ORIGINS",
    "APP_O, APP_ORIGINS",
    "APP_, APP_HOST",
    "APP_SOMETHING_ELSE, APP_ORIGINS",
    "app_port, APP_PORT",
    "APPORIGINS, APP_ORIGINS",
    "TIME_OF_STOPING, TIME_OF_STOPPING",
    "TIME_FO_STOPPINGS, TIME_OF_STOPPING",
  })
  void areWhatOthersAreMostLike(String name, String known) {
    assertThat(NAMES.meantBy(name)).contains(known);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "APP_PORT",
        "PATH",
        "APP",
        "PORT",
        "APPHOSTS",
        "TIME_FO_STOPPINGSS",
        "TIME_OF",
        "MY_APP_PORT"
      })
  void areNotMeantByNamesOfOthers(String name) {
    assertThat(NAMES.meantBy(name)).isEmpty();
  }

  @Test
  void areNotMeantByAnythingLong() {
    assertThat(NAMES.meantBy("APP_" + "x".repeat(100_000))).isEmpty();
  }

  @Test
  void concernThoseWithAPrefixToo() {
    assertThat(List.of("APP_PORT", "APP_X", "TIME_OF_STOPPING")).allMatch(NAMES::concern);
    assertThat(List.of("app_port", "TIME", "PATH")).noneMatch(NAMES::concern);
  }
}
