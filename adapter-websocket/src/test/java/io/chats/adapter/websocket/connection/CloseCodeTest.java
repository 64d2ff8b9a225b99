package io.chats.adapter.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CloseCodeTest {

  /** The numbers and reasons never change: clients depend on them. */
  @Test
  void theCatalogue() {
    assertThat(
            Arrays.stream(CloseCode.values())
                .map(c -> c.number() + " " + c.reason() + " " + c.reconnect())
                .collect(Collectors.toList()))
        .containsExactly(
            "1000  ANY_TIME",
            "1001 reconnectAfterMs= AFTER_GIVEN_TIME",
            "1002 protocol error AFTER_FIX_OF_CLIENT",
            "1007 not UTF-8 AFTER_FIX_OF_CLIENT",
            "1009 message too big AFTER_FIX_OF_CLIENT",
            "1013 try again later WITH_BACKOFF",
            "4401 no valid token WITH_NEW_TOKEN",
            "4403 disconnected WHEN_THE_USER_ASKS",
            "4408 too slow a reader WITH_BACKOFF",
            "4409 too many sessions WITH_BACKOFF",
            "4429 too many frames WITH_BACKOFF");
  }
}
