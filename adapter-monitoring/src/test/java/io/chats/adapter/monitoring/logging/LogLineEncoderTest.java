package io.chats.adapter.monitoring.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chats.domain.port.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The format of log lines, and what they show of a failure. */
class LogLineEncoderTest {

  private static final String SECRET = "my stomach hurts";

  private final Logger logger = context().getLogger("io.chats.x");

  @Test
  void aLineIsOneObject() throws IOException {
    LoggingEvent line = line("He said \"{}\"\nand went", null, "so");
    line.addKeyValuePair(new KeyValuePair("chat", 17));
    String json = json(line);
    assertThat(json).endsWith("}\n").hasLineCount(1);
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(Instant.parse(read.get("time").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(read.get("level").asText()).isEqualTo("WARN");
    assertThat(read.get("logger").asText()).isEqualTo("io.chats.x");
    assertThat(read.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(read.get("message").asText()).isEqualTo("He said \"so\"\nand went");
    assertThat(read.at("/context/chat").asText()).isEqualTo("17");
    assertThat(read.has("failure")).isFalse();
    assertThat(new ContextConverter().convert(line)).isEqualTo(" [chat 17]");
  }

  @Test
  void aFailureIsShownWithItsCausesAndWithoutWhatTheyQuote() throws IOException {
    SQLException sql = new SQLException("Duplicate entry '" + SECRET + "'", "23000", 1062);
    sql.addSuppressed(parsed(SECRET));
    Throwable failure = new IllegalArgumentException(SECRET, sql);
    failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 1)});
    LoggingEvent line = line("Failed", failure);
    assertThat(new SafeStackTrace().convert(line))
        .doesNotContain(SECRET)
        .contains(
            "java.lang.IllegalArgumentException\n\tat a.B.c(B.java:1)",
            "Caused by: java.sql.SQLException: SQLState 23000, code 1062\n\tat io.chats.",
            "Suppressed: java.lang.NumberFormatException")
        .endsWith("\n");
    assertThat(json(line)).doesNotContain(SECRET).contains("SQLState 23000", "B.java:1");
  }

  @Test
  void ownMessagesAreShownUnlessTheyRepeatTheCause() {
    assertThat(SafeMessage.of(new IllegalStateException("no chat 17"))).contains("no chat 17");
    assertThat(SafeMessage.of(new StoreUnavailableException("away", new IOException(SECRET))))
        .contains("away");
    assertThat(SafeMessage.of(new UncheckedIOException(new IOException(SECRET)))).isEmpty();
    assertThat(SafeMessage.of(parsed(SECRET))).isEmpty();
    assertThat(SafeMessage.of(new NullPointerException("\"x\" is null"))).contains("\"x\" is null");
  }

  @Test
  void aCircleOfCausesAndADeepChainComeToAnEnd() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException two = new IllegalStateException("two", one);
    one.initCause(two);
    assertThat(new SafeStackTrace().convert(line("Failed", two))).hasSizeLessThan(20_000);
    Throwable deep = new IllegalStateException();
    for (int i = 0; i < 1000; i++) {
      deep = new IllegalStateException("at " + i, deep);
    }
    assertThat(new SafeStackTrace().convert(line("Failed", deep))).hasSizeLessThan(100_000);
  }

  private static LoggerContext context() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    return context;
  }

  private LoggingEvent line(String message, Throwable failure, Object... arguments) {
    return new LoggingEvent("here", logger, Level.WARN, message, failure, arguments);
  }

  private static String json(LoggingEvent line) {
    return new String(new JsonLineEncoder().encode(line), UTF_8);
  }

  /** Returns a failure in which the JDK quotes a text. */
  private static Throwable parsed(String text) {
    try {
      throw new AssertionError(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return e;
    }
  }
}
