package io.chats.application.inprocess;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ConsultationService;

/** Does nothing, where there is no consultation service. */
public final class NoConsultationService implements ConsultationService {

  @Override
  public void presence(UserId user, boolean online) {}

  @Override
  public void joined(OrderId order, UserId user) {}
}
