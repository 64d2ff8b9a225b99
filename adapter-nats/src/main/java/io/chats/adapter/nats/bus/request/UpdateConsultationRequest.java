package io.chats.adapter.nats.bus.request;

import io.chats.application.api.UserNotification;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.refusal.ErrorCode;

/** {@code POST /ws/client/consultation/update}: notifies a user of a changed consultation. */
record UpdateConsultationRequest(UserNotification notification) implements BusRequest {

  /** Returns whether the body is meant for this request, whatever path it came by. */
  static boolean isMeantBy(RequestBody body) {
    return !body.tree().hasNonNull("type") && body.tree().path("data").has("consultationId");
  }

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    UserId user = fields.user("user_id");
    RequestFields data = fields.nested("data");
    ClientEvent update =
        new ClientEvent.ConsultationUpdated(
            data.order("consultationId", ErrorCode.BAD_REQUEST), data.flag("active"));
    return RequestCall.done(user, () -> notification.show(user, update));
  }
}
