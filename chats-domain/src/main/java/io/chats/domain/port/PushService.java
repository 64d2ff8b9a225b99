package io.chats.domain.port;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;

/** Sends pushes to phones (spec 5). */
public interface PushService {

  /**
   * Requests a push. Blocks until the service has accepted it, for a bounded time.
   *
   * @param id the same for every attempt, so that the receiver can drop repetitions
   * @return whether it was accepted; false: unknown, retry with the same id
   */
  boolean push(SpellId id, UserId recipient, OrderId order, String title, String body);
}
