package io.chats.adapter.nats.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.connection.LoggedLines;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.TokenVerifier.Accepted;
import io.chats.domain.port.TokenVerifier.Rejected;
import io.chats.domain.port.TokenVerifier.Unavailable;
import io.chats.domain.port.TokenVerifier.Verdict;
import io.chats.testing.contract.TokenVerifierContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsTokenVerifierIT extends TokenVerifierContract {

  private static Upstreams upstreams;
  private static FakeService users;

  @BeforeAll
  static void start() {
    upstreams = new Upstreams();
    users = upstreams.service(Upstreams.TOPICS.users());
  }

  @AfterAll
  static void stop() {
    upstreams.close();
  }

  @Override
  protected TokenVerifier verifier() {
    return new NatsTokenVerifier(upstreams.client(), Upstreams.TOPICS);
  }

  @Override
  protected String tokenOf(UserId user) {
    users.answers(request("of" + user), "{'data':{'id':" + user + "}}");
    return "of" + user;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'id':7,'expires_at':null}}                        | ",
        "{'data':{'id':'7'}}                                        | ",
        "{'data':{'user_id':7,'name':{'x':[]}}}                     | ",
        "{'data':{'userId':7},'error':null}                         | ",
        "{'data':{'id':7},'error':{}}                               | ",
        "{'data':{'id':7},'error':false}                            | ",
        "{'data':{'id':7},'error':''}                               | ",
        "{'data':{'id':7,'expires_at':0}}                           | ",
        "{'data':{'id':7,'expires_at':'soon'}}                      | ",
        "{'data':{'id':7,'expires_at':1e999999999}}                 | ",
        "{'data':{'id':7,'expires_at':1900000000}}                  | 2030-03-17T17:46:40Z",
        "{'data':{'id':7,'expires_at':'1900000000'}}                | 2030-03-17T17:46:40Z",
        "{'data':{'id':7,'expires_at':1900000000.25}}               | 2030-03-17T17:46:40.25Z",
        "{'data':{'id':7,'expiresAt':1900000000250}}                | 2030-03-17T17:46:40.25Z",
        "{'data':{'id':7,'expires_at':'2030-03-17T20:46:40+03:00'}} | 2030-03-17T17:46:40Z",
      })
  void readsTolerantly(String reply, Instant expires) {
    users.answers(request("odd"), reply);
    assertThat(verifier().verify("odd"))
        .isEqualTo(new Accepted(new UserId(7), Optional.ofNullable(expires)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'code':401,'message':'no'}}",
        "{'error':{'code':'401'},'data':null}",
        "{'error':{'code':103}}",
        "{'error':{'code':499}}",
        "{'error':{'code':600}}"
      })
  void takesAnErrorForARefusal(String reply) {
    users.answers(request("odd"), reply);
    assertThat(verifier().verify("odd")).isEqualTo(new Rejected());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'code':112}}",
        "{'error':{'code':429}}",
        "{'error':{'code':500}}",
        "{'error':{'code':'503'}}",
        "{'error':{'code':599}}",
        "{'error':{'code':'X'},'data':null}",
        "{'error':{'code':-1}}",
        "{'error':{'message':'no'}}",
        "{'error':'no'}",
        "{'error':true}",
        "{'error':7}",
        "{'error':{'code':200}}",
        "{'error':{'code':'300','message':'the database is away'}}",
        "rubbish",
        "[]",
        "{}",
        "{'data':null}",
        "{'data':{}}",
        "{'data':{'id':0}}",
        "{'data':{'id':-7}}",
        "{'data':{'id':7.5}}",
        "{'data':{'id':99999999999999999999}}",
        "{'data':{'id':[7]}}",
        "{'data':[7]}",
        "null"
      })
  void takesUnreadableRepliesAsAnOutage(String reply) {
    users.answers(request("odd"), reply);
    assertThat(verifier().verify("odd")).isEqualTo(new Unavailable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF{'data':{'id':7}}",
        "\r\n\t {'data':{'id':7}} \r\n",
        "\uFEFF\n{'data':{'id':7}}\r\n\r\n"
      })
  void readsOverAByteOrderMarkAndLineEnds(String reply) {
    users.answers(request("odd"), reply);
    assertThat(verifier().verify("odd")).isEqualTo(new Accepted(new UserId(7), Optional.empty()));
  }

  /** An operator must learn why nobody is let in. */
  @Test
  void saysOnceWhatTheServiceAnswersWith() {
    try (LoggedLines log = new LoggedLines()) {
      users.answers(request("odd"), "{'error':{'code':503,'message':'secret'}}");
      TokenVerifier verifier = verifier();
      verifier.verify("odd");
      verifier.verify("odd");
      assertThat(log.all())
          .containsExactly("WARN users.1.0 counts as away: it answers with error 503");
    }
  }

  @Test
  void givesUpInTimeWhenThereIsNoReply() {
    users.answers(request("slow"), "");
    TokenVerifier verifier =
        new NatsTokenVerifier(upstreams.client(Duration.ofMillis(300)), Upstreams.TOPICS);
    long start = System.nanoTime();
    assertThat(verifier.verify("slow")).isEqualTo(new Unavailable());
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(299), Duration.ofSeconds(2));
  }

  @Test
  void knowsAtOnceThatNobodyIsThere() {
    UpstreamTopics nobody = new UpstreamTopics("n", "n", "n", "n", "n", "n");
    Verdict verdict =
        new NatsTokenVerifier(upstreams.client(Duration.ofMinutes(1)), nobody).verify("any");
    assertThat(verdict).isEqualTo(new Unavailable());
  }

  @Test
  void knowsAtOnceThatTheBusIsAway() {
    try (Upstreams others = new Upstreams()) {
      others.nats.kill();
      UpstreamClient client = others.client(Duration.ofMinutes(1));
      assertThat(new NatsTokenVerifier(client, Upstreams.TOPICS).verify("any"))
          .isEqualTo(new Unavailable());
    }
  }

  private static String request(String token) {
    return "POST /user/token {\"access_token\":\"" + token + "\"}";
  }
}
