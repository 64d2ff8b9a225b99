package io.chats.adapter.monitoring.failure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.chats.domain.port.FailureReporter;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Reports failures that a part of Chats only logged as an error, since there was no caller to
 * answer. Lines of {@link LoggingFailureReporter} are left out: their failures were reported.
 */
public final class LoggedErrors extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AutoCloseable {

  private static final String CHATS = "io.chats.";

  private final FailureReporter reporter;
  private final Logger root;

  private LoggedErrors(FailureReporter reporter, LoggerContext context) {
    this.reporter = reporter;
    this.root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    setContext(context);
  }

  /**
   * Reports from now on.
   *
   * @param reporter must not log
   */
  public static LoggedErrors reportTo(FailureReporter reporter) {
    LoggedErrors errors =
        new LoggedErrors(reporter, (LoggerContext) LoggerFactory.getILoggerFactory());
    errors.start();
    errors.root.addAppender(errors);
    return errors;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (isUnreported(event) && event.getThrowableProxy() instanceof ThrowableProxy failure) {
      reporter.unforeseen(
          failure.getThrowable(), event.getLoggerName(), Map.copyOf(event.getMDCPropertyMap()));
    }
  }

  private static boolean isUnreported(ILoggingEvent event) {
    String logger = event.getLoggerName();
    return event.getLevel().isGreaterOrEqual(Level.ERROR)
        && logger.startsWith(CHATS)
        && !logger.equals(LoggingFailureReporter.LOGGER);
  }

  @Override
  public void close() {
    root.detachAppender(this);
    stop();
  }
}
