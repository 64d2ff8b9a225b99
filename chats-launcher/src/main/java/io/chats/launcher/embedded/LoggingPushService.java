package io.chats.launcher.embedded;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.PushService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts every push and logs it, without its texts, instead of sending it. */
public final class LoggingPushService implements PushService {

  private static final Logger LOG = LoggerFactory.getLogger(LoggingPushService.class);

  @Override
  public boolean push(SpellId id, UserId recipient, OrderId order, String title, String body) {
    LOG.info("Push {} for user {}, order {}", id, recipient, order);
    return true;
  }
}
