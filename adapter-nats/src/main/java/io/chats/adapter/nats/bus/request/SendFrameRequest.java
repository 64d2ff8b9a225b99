package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.application.api.UserNotification;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.json.UnicodeText;
import java.nio.charset.StandardCharsets;

/**
 * {@code POST /ws/client/message}: sends a frame to every session of a user. Some services send an
 * {@link UpdateConsultationRequest} by this path: a body without a type whose data has a
 * consultation.
 *
 * @param maxBytes the size of the largest frame: a larger one could end the session that it is sent
 *     to
 */
record SendFrameRequest(UserNotification notification, int maxBytes) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    UserId user = fields.user("user_id");
    ClientEvent.Custom frame = new ClientEvent.Custom(type(fields), data(body, fields));
    if (size(frame.type()) + size(frame.json()) > maxBytes) {
      throw new RefusedException(new Refusal.TooLong("data", maxBytes));
    }
    return RequestCall.change(user, () -> shown(notification.show(user, frame)));
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String type(RequestFields fields) {
    return fields
        .string("type")
        .filter(type -> !type.isEmpty())
        .map(UnicodeText::repaired)
        .orElseThrow(
            () -> new RejectedRequestException(ErrorCode.BAD_TYPE, "type is the frame's type"));
  }

  /** The data exactly as it was written: Chats does not interpret it. */
  private static String data(RequestBody body, RequestFields fields) {
    return fields.nested("data").isEmpty() ? "{}" : body.raw("data");
  }

  private static Reply shown(Presence presence) {
    return Reply.of(json -> {
      json.writeBooleanField("result", true);
      if (presence != Presence.UNKNOWN) {
        json.writeBooleanField("online", presence == Presence.ONLINE);
      }
    });
  }
}
