package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NatsSettingsTest {

  @Test
  void readsSeveralUrls() {
    assertThat(settings(" nats://a:4222 ,tls://b:4223,, c ").urls())
        .containsExactly("nats://a:4222", "tls://b:4223", "c");
  }

  @Test
  void wantsAtLeastOneUrl() {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(" , "));
  }

  @Test
  void saysNothingSecret() {
    NatsSettings settings = settings("nats://secret@a:4222,tls://user:se@cret@b:1,secret@c");
    assertThat(settings.servers()).isEqualTo("nats://a:4222,tls://b:1,c");
    assertThat(settings).hasToString("NatsSettings[nats://a:4222,tls://b:1,c as node]");
  }

  private static NatsSettings settings(String urls) {
    return NatsSettings.of(urls, Optional.of("secret"), "node", Duration.ofSeconds(15));
  }
}
