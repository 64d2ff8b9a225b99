package io.chats.adapter.nats.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.ValueWriter;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import java.io.IOException;
import java.time.Instant;

/** Encodes and decodes queries about sessions, and the answers of nodes. */
final class SessionQueryCodec {

  private SessionQueryCodec() {}

  /**
   * A query with the place for its answers.
   *
   * @param id names that place
   */
  record Asked(String id, SessionQuery query) {}

  static byte[] encode(Asked asked) {
    return Json.object(json -> {
      json.writeStringField("id", asked.id());
      json.writeNumberField("user", asked.query().user().value());
      switch (asked.query()) {
        case SessionQuery.Find find -> json.writeStringField("is", "find");
        case SessionQuery.Close close -> {
          json.writeStringField("is", "close");
          json.writeStringField("reason", close.reason());
        }
      }
    });
  }

  /**
   * Decodes a query.
   *
   * @throws MalformedAnnouncementException if the bytes are none
   */
  static Asked asked(byte[] bytes) {
    return RequiredFields.decoded(bytes, fields -> new Asked(fields.text("id"), query(fields)));
  }

  private static SessionQuery query(RequiredFields fields) {
    UserId user = new UserId(fields.number("user"));
    return switch (fields.text("is")) {
      case "find" -> new SessionQuery.Find(user);
      case "close" -> new SessionQuery.Close(user, fields.text("reason"));
      default -> throw new MalformedAnnouncementException("unknown kind of query");
    };
  }

  static byte[] encode(SessionAnswer answer) {
    return Json.object(json -> {
      json.writeStringField("node", answer.node().value());
      ValueWriter.array(json, "sessions", answer.sessions(), SessionQueryCodec::write);
    });
  }

  private static void write(JsonGenerator json, SessionAnswer.Session session) throws IOException {
    json.writeStringField("id", session.id().value());
    json.writeNumberField("since", session.since().toEpochMilli());
    json.writeStringField("address", session.address());
  }

  /**
   * Decodes an answer.
   *
   * @throws MalformedAnnouncementException if the bytes are none
   */
  static SessionAnswer answer(byte[] bytes) {
    return RequiredFields.decoded(
        bytes,
        fields ->
            new SessionAnswer(
                new NodeId(fields.text("node")),
                fields.list("sessions", SessionQueryCodec::session)));
  }

  private static SessionAnswer.Session session(RequiredFields fields) {
    return new SessionAnswer.Session(
        new SessionId(fields.text("id")),
        Instant.ofEpochMilli(fields.number("since")),
        fields.text("address"));
  }
}
