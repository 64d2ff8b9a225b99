package io.chats.adapter.nats.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.PushService;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests notifications of other services: joining, presence, and pushes. */
class ServiceNotificationsIT {

  private static final UserId USER = new UserId(42);
  private static final OrderId ORDER = new OrderId(5);

  private Upstreams upstreams;

  @BeforeEach
  void start() {
    upstreams = new Upstreams();
  }

  @AfterEach
  void stop() {
    upstreams.close();
  }

  @Test
  void reportsPresenceAndJoining() {
    FakeService telemed = upstreams.service(Upstreams.TOPICS.telemed());
    NatsConsultationService service =
        new NatsConsultationService(upstreams.client(), Upstreams.TOPICS);
    service.presence(USER, true);
    service.presence(USER, false);
    service.joined(ORDER, USER);
    await()
        .untilAsserted(() ->
            assertThat(telemed.asked)
                .containsExactly(
                    "PUT /consultation/websocket {\"user_id\":42,\"online\":true}",
                    "PUT /consultation/websocket {\"user_id\":42,\"online\":false}",
                    "PUT /consultation/websocket {\"consultation_id\":5,\"user_id\":42}"));
  }

  @Test
  void neitherWaitsNorFailsWhenNobodyListens() {
    NatsConsultationService service =
        new NatsConsultationService(upstreams.client(Duration.ofMinutes(1)), Upstreams.TOPICS);
    service.presence(USER, true);
    upstreams.nats.kill();
    service.presence(USER, false);
    service.joined(ORDER, USER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{}}                | true",
        "{'data':null,'error':null} | true",
        "{}                         | true",
        "{'error':{'code':7}}       | false",
        "{'error':{'code':300}}     | false",
        "rubbish                    | false",
        "''                         | false",
      })
  void knowsWhetherAPushWasTaken(String reply, boolean taken) {
    FakeService communications =
        upstreams
            .service(Upstreams.TOPICS.communications())
            .answers("/push", reply.equals("''") ? "" : reply);
    PushService pushes =
        new NatsPushService(upstreams.client(Duration.ofMillis(500)), Upstreams.TOPICS);
    assertThat(pushes.push(new SpellId("s1"), USER, ORDER, "A \"title\"", "A body"))
        .isEqualTo(taken);
    assertThat(communications.asked)
        .containsExactly(
            "POST /push {\"id\":\"s1\",\"recipient\":{\"user_id\":42,\"consultation_id\":5},"
                + "\"message\":{\"title\":\"A \\\"title\\\"\",\"body\":\"A body\"}}");
  }

  @Test
  void triesAPushAgainLaterWhenNobodyIsThere() {
    PushService pushes =
        new NatsPushService(upstreams.client(Duration.ofMinutes(1)), Upstreams.TOPICS);
    assertThat(pushes.push(new SpellId("s1"), USER, ORDER, "title", "body")).isFalse();
  }
}
