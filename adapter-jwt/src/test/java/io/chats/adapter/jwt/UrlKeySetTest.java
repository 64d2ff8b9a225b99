package io.chats.adapter.jwt;

import static io.chats.adapter.jwt.Issuer.RSA;
import static io.chats.adapter.jwt.Issuer.header;
import static io.chats.adapter.jwt.Issuer.keySet;
import static io.chats.adapter.jwt.Issuer.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.chats.domain.port.TokenVerifier.Accepted;
import io.chats.domain.port.TokenVerifier.Rejected;
import io.chats.domain.port.TokenVerifier.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UrlKeySetTest {

  private final Clock clock = Clock.systemUTC();
  private final Issuer issuer = new Issuer(clock);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile String published = keySet(RSA);
  private volatile int status = 200;
  private volatile boolean hangs;
  private HttpServer server;
  private KeySet keys;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/keys", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    if (keys != null) {
      keys.close();
    }
    server.stop(0);
    timer.shutdownNow();
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      byte[] body = published.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length + (hangs ? 1 : 0));
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
      if (hangs) {
        end.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  private JwtTokenVerifier verifier(Duration pause) {
    keys = new KeySet(impatient(pause), executor, timer, clock);
    return new JwtTokenVerifier(keys, JwtSettings.DEFAULT, token -> new Rejected(), clock);
  }

  /** The source under test, but with a shorter pause. */
  private KeySource impatient(Duration pause) {
    UrlKeySource source = new UrlKeySource(url(), executor);
    return new KeySource() {
      @Override
      public byte[] read() throws IOException {
        return source.read();
      }

      @Override
      public Duration period() {
        return source.period();
      }

      @Override
      public Duration minPause() {
        return pause;
      }
    };
  }

  private String token(RSAKey key) {
    return signed(header(JWSAlgorithm.RS256, key.getKeyID()), issuer.claims(), key);
  }

  @Test
  void readsTheKeysAndLaterNewOnes() {
    JwtTokenVerifier verifier = verifier(Duration.ZERO);
    assertThat(verifier.verify(token(RSA))).isInstanceOf(Accepted.class);
    RSAKey next = Issuer.rsa("next");
    published = keySet(next);
    assertThat(verifier.verify(token(next))).isInstanceOf(Accepted.class);
    assertThat(verifier.verify(token(RSA))).isEqualTo(new Rejected());
  }

  @Test
  void keepsTheKeysWhileTheUrlIsAwayAndDoesNotWaitForIt() {
    JwtTokenVerifier verifier = verifier(Duration.ZERO);
    await().until(() -> keys.size() == 1);
    status = 503;
    assertThat(verifier.verify(token(Issuer.rsa("next")))).isEqualTo(new Unavailable());
    hangs = true;
    long start = System.nanoTime();
    assertThat(verifier.verify(token(RSA))).isInstanceOf(Accepted.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aFloodOfUnknownKeysIsOneRequest() {
    JwtTokenVerifier verifier = verifier(Duration.ofMinutes(1));
    await().until(() -> keys.size() == 1);
    String unknown = token(Issuer.rsa("unknown"));
    for (int i = 0; i < 100; i++) {
      assertThat(verifier.verify(unknown)).isEqualTo(new Rejected());
    }
    assertThat(requests).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void givesUpAKeySetThatIsTooLong() {
    published = " ".repeat(KeySource.MAX_BYTES + 1);
    assertThatThrownBy(new UrlKeySource(url(), executor)::read).hasMessageContaining("longer than");
  }

  @Test
  void givesUpAnAnswerThatDoesNotEnd() {
    hangs = true;
    long start = System.nanoTime();
    assertThatThrownBy(new UrlKeySource(url(), executor)::read)
        .hasMessageContaining("did not answer within 5 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
  }

  @Test
  void aServerThatIsAwayAtStartCanBeThereLater() {
    status = 500;
    JwtTokenVerifier verifier = verifier(Duration.ZERO);
    assertThat(verifier.verify(token(RSA))).isEqualTo(new Unavailable());
    status = 200;
    assertThat(verifier.verify(token(RSA))).isInstanceOf(Accepted.class);
  }
}
