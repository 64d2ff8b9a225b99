package io.chats.adapter.nats.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chats.adapter.nats.upstream.RecordingUpstreamMonitor.Call;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Token checks, pushes and look-ups are counted and timed by service and result (spec 9). */
class UpstreamCallsCountedIT {

  private static final Duration TIMEOUT = Duration.ofMillis(500);

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
  void tokenChecksByResult() {
    String users = Upstreams.TOPICS.users();
    upstreams
        .service(users)
        .answers("POST /user/token {\"access_token\":\"good\"}", "{'data':{'id':7}}")
        .answers("POST /user/token {\"access_token\":\"late\"}", "")
        .answers("POST /user/token {\"access_token\":\"away\"}", "{'error':{'code':200}}");
    NatsTokenVerifier tokens = new NatsTokenVerifier(upstreams.client(TIMEOUT), Upstreams.TOPICS);
    List.of("good", "bad", "away", "late").forEach(tokens::verify);

    assertThat(upstreams.monitor.calls())
        .extracting(Call::subject, Call::result)
        .containsExactly(
            tuple(users, "ok"),
            tuple(users, "refused"),
            tuple(users, "unavailable"),
            tuple(users, "unavailable"));
    assertThat(upstreams.monitor.calls().getLast().took())
        .isBetween(TIMEOUT.dividedBy(2), TIMEOUT.multipliedBy(20));
  }

  @Test
  void pushesByResult() {
    String communications = Upstreams.TOPICS.communications();
    FakeService service = upstreams.service(communications).answers("/push", "{'data':{}}");
    NatsPushService pushes = new NatsPushService(upstreams.client(TIMEOUT), Upstreams.TOPICS);
    push(pushes);
    service.answers("/push", "{'error':{'code':7}}");
    push(pushes);

    assertThat(upstreams.monitor.calls())
        .extracting(Call::subject, Call::result)
        .containsExactly(tuple(communications, "ok"), tuple(communications, "refused"));
  }

  private static void push(NatsPushService pushes) {
    pushes.push(new SpellId("s1"), new UserId(42), new OrderId(5), "title", "body");
  }
}
