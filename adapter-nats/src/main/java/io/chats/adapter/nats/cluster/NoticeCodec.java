package io.chats.adapter.nats.cluster;

import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonWriter;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;

/** Encodes and decodes notices to the nodes of a user. */
final class NoticeCodec {

  private static final String MEMBERSHIP = "membership";
  private static final String SHOW = "show";

  private NoticeCodec() {}

  static byte[] encode(UserNotice notice) {
    return Json.bytes(
        JsonWriter.object(json -> {
          switch (notice) {
            case UserNotice.MembershipChanged changed -> {
              json.writeStringField("is", MEMBERSHIP);
              json.writeNumberField("chat", changed.chat().value());
            }
            case UserNotice.Deliver show -> {
              json.writeStringField("is", SHOW);
              json.writeFieldName("event");
              EventCodec.write(json, show.event());
            }
          }
        }));
  }

  /**
   * Decodes a notice.
   *
   * @throws MalformedAnnouncementException if the bytes are none
   */
  static UserNotice decode(byte[] bytes) {
    return RequiredFields.decoded(bytes, NoticeCodec::read);
  }

  private static UserNotice read(RequiredFields fields) {
    return switch (fields.text("is")) {
      case MEMBERSHIP -> new UserNotice.MembershipChanged(new ChatId(fields.number("chat")));
      case SHOW -> new UserNotice.Deliver(EventCodec.read(fields.nested("event")));
      default -> throw new MalformedAnnouncementException("unknown kind");
    };
  }
}
