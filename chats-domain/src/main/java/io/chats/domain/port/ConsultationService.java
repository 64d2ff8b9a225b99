package io.chats.domain.port;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;

/**
 * Tells the service that keeps consultations what it wants to know (spec 5). At most once, without
 * waiting and without failing.
 */
public interface ConsultationService {

  /** The user's first session came, or the last one went. */
  void presence(UserId user, boolean online);

  /** The user joined a consultation. */
  void joined(OrderId order, UserId user);
}
