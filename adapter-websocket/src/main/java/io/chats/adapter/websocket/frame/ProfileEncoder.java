package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chats.domain.model.Profile;
import java.io.IOException;

/** Writes the fields of a user. */
final class ProfileEncoder {

  private ProfileEncoder() {}

  static void write(Profile profile, JsonGenerator json) throws IOException {
    json.writeNumberField("id", profile.user().value());
    json.writeStringField("firstName", profile.firstName());
    json.writeStringField("lastName", profile.lastName());
    json.writeStringField("middleName", profile.middleName());
    json.writeStringField("photo", profile.photo());
  }
}
