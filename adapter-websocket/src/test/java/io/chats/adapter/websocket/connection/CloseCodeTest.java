package io.chats.adapter.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CloseCodeTest {

  /** The numbers and reasons are a promise to clients. */
  @Test
  void theCatalogue() {
    assertThat(
            Arrays.stream(CloseCode.values())
                .map(c -> c.number() + " " + c.reason() + " " + c.reconnect())
                .collect(Collectors.toList()))
        .containsExactly(
            "1000  WHEN_WANTED",
            "1001 reconnectAfterMs= AFTER_THE_TIME_GIVEN",
            "1002 protocol error NOT_BEFORE_THE_CLIENT_IS_MENDED",
            "1007 not UTF-8 NOT_BEFORE_THE_CLIENT_IS_MENDED",
            "1009 message too big NOT_BEFORE_THE_CLIENT_IS_MENDED",
            "1013 try again later LATER_AND_LATER",
            "4401 no valid token WITH_A_NEW_TOKEN",
            "4408 too slow a reader LATER_AND_LATER",
            "4429 too many frames LATER_AND_LATER");
  }
}
