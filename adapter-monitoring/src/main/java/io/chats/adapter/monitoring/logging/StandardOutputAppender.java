package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes log lines to the standard output without ever waiting for whoever reads it: lines that
 * nobody takes are dropped and counted, and the next line that is written says how many. Up to 1
 * MiB of lines waits.
 */
public final class StandardOutputAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private static final int MAX_WAITING_BYTES = 1 << 20;
  private static final Duration MAX_FLUSH = Duration.ofSeconds(1);

  private final LineWriter lines;
  private final AtomicLong untold = new AtomicLong();
  private Encoder<ILoggingEvent> encoder;

  /** Made by the configuration of Logback. */
  public StandardOutputAppender() {
    this(System.out, MAX_WAITING_BYTES);
  }

  StandardOutputAppender(OutputStream output, int maxWaitingBytes) {
    this.lines = new LineWriter(output, maxWaitingBytes);
  }

  /** Set by the configuration of Logback. */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  @Override
  public void start() {
    lines.start();
    super.start();
  }

  /** Blocks until all lines are written, for a second at most. */
  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      lines.stop(MAX_FLUSH);
    }
  }

  /** The number of lines that were dropped since the start. */
  long dropped() {
    return lines.dropped();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (lines.offer(encoder.encode(event))) {
      sayHowManyWereDropped();
    } else {
      untold.incrementAndGet();
    }
  }

  private void sayHowManyWereDropped() {
    long count = untold.getAndSet(0);
    if (count > 0 && !lines.offer(encoder.encode(notice(count)))) {
      untold.addAndGet(count);
    }
  }

  private ILoggingEvent notice(long count) {
    Logger logger = ((LoggerContext) getContext()).getLogger(StandardOutputAppender.class);
    return new LoggingEvent(
        StandardOutputAppender.class.getName(),
        logger,
        Level.WARN,
        "{} log lines were dropped, since nobody read the standard output",
        null,
        new Object[] {count});
  }
}
