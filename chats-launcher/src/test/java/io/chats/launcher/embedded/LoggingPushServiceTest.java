package io.chats.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingPushServiceTest {

  @Test
  void takesPushesAndLogsNotWhatTheySay() {
    Logger logger = (Logger) LoggerFactory.getLogger(LoggingPushService.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      boolean taken =
          new LoggingPushService()
              .push(new SpellId("3"), new UserId(42), new OrderId(5), "Title", "Body");
      assertThat(taken).isTrue();
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Push 3 for user 42, order 5");
  }
}
