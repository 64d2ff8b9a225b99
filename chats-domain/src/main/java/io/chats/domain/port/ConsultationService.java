package io.chats.domain.port;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;

/**
 * Notifies the service that keeps consultations (spec 5). A notification is sent at most once; a
 * call neither waits nor fails.
 */
public interface ConsultationService {

  /** The user's first session began, or the last one ended. */
  void presence(UserId user, boolean online);

  /** The user joined a consultation. */
  void joined(OrderId order, UserId user);
}
