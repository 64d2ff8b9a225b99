package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import io.chats.json.UnicodeText;
import java.io.IOException;

/** Replaces lone surrogates in texts, for which the plain generator throws. */
final class RepairingGenerator extends JsonGeneratorDelegate {

  RepairingGenerator(JsonGenerator delegate) {
    super(delegate);
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(text == null ? null : UnicodeText.repaired(text));
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(UnicodeText.repaired(name));
  }
}
