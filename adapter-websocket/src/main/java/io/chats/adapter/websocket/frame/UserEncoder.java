package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.model.Profile;
import io.chats.json.WireNames;
import java.io.IOException;
import java.util.List;

/** Writes users: their profiles, and the opponents of a participant. */
final class UserEncoder {

  private UserEncoder() {}

  static void writeUsers(List<Profile> users, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("users");
    for (Profile user : users) {
      json.writeStartObject();
      writeFields(user, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeOpponents(List<Opponent> opponents, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("opponents");
    for (Opponent opponent : opponents) {
      json.writeStartObject();
      writeFields(opponent.profile(), json);
      json.writeStringField("user_type", WireNames.of(opponent.type()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFields(Profile profile, JsonGenerator json) throws IOException {
    json.writeNumberField("id", profile.user().value());
    json.writeStringField("firstName", profile.firstName());
    json.writeStringField("lastName", profile.lastName());
    json.writeStringField("middleName", profile.middleName());
    json.writeStringField("photo", profile.photo());
  }
}
