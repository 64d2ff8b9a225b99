package io.chats.adapter.monitoring.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StandardOutputAppenderTest {

  /** An output that nobody reads until it is opened. */
  private static final class Pipe extends OutputStream {

    private final CountDownLatch opened = new CountDownLatch(1);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    void open() {
      opened.countDown();
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        opened.await();
        read.write(bytes, from, length);
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }

    List<String> lines() {
      return read.toString(UTF_8).lines().toList();
    }
  }

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Pipe pipe = new Pipe();
  private final StandardOutputAppender appender = new StandardOutputAppender(pipe, 10_000);

  StandardOutputAppenderTest() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
  }

  @AfterEach
  void stop() {
    pipe.open();
    appender.stop();
  }

  private void log(String message) {
    appender.doAppend(
        new LoggingEvent("", context.getLogger("test"), Level.INFO, message, null, null));
  }

  @Test
  void writesLinesInOrder() {
    pipe.open();
    for (int i = 0; i < 100; i++) {
      log("line " + i);
    }
    await().until(() -> pipe.lines().size() == 100);
    assertThat(pipe.lines()).isEqualTo(IntStream.range(0, 100).mapToObj(i -> "line " + i).toList());
    assertThat(appender.dropped()).isZero();
  }

  @Test
  void linesThatNobodyReadsAreDroppedAndCountedAndBlockNobody() {
    for (int i = 0; i < 1_000; i++) {
      log("x".repeat(100));
    }
    assertThat(appender.dropped()).isBetween(930L, 950L);
  }

  @Test
  void saysHowManyLinesWereDropped() {
    for (int i = 0; i < 1_000; i++) {
      log("x".repeat(100));
    }
    long dropped = appender.dropped();
    pipe.open();
    await().until(() -> pipe.lines().size() == 1_000 - dropped);
    log("after");
    await()
        .untilAsserted(() ->
            assertThat(pipe.lines())
                .endsWith(
                    "after",
                    dropped + " log lines were dropped, since nobody read the standard output"));
  }

  @Test
  void stoppingWritesTheLinesThatWait() {
    pipe.open();
    for (int i = 0; i < 50; i++) {
      log("line " + i);
    }
    appender.stop();
    assertThat(pipe.lines()).hasSize(50);
  }

  @Test
  void stoppingDoesNotWaitForAnOutputThatNobodyReads() {
    log("stuck");
    long start = System.nanoTime();
    appender.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }
}
