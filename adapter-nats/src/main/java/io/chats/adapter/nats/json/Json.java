package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chats.json.UnicodeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON in UTF-8, within bounds that keep hostile documents cheap. */
public final class Json {

  /** Deeper nested documents are refused. */
  public static final int MAX_DEPTH = 64;

  // A tree takes up to a hundred bytes for each token, and "[]," has two tokens: without a bound a
  // message of one megabyte could take fifty.
  private static final long MAX_TOKENS = 200_000;

  /** Some services write it before a document; it is no part of it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  // A pool, since each request has a new thread, for which buffers would be made anew.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(100)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final ObjectReader TOLERANT =
      JsonMapper.builder(FACTORY).build().readerFor(JsonNode.class);
  private static final ObjectReader STRICT =
      TOLERANT
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /**
   * Reads one document strictly: it must be proper UTF-8, have no name twice in an object, and
   * nothing may follow it. A byte-order mark before it, and blanks and line ends around it, are
   * ignored.
   */
  public static JsonDocument readStrictly(byte[] utf8) throws InvalidJsonException {
    String text = decoded(utf8);
    return new JsonDocument(text, read(STRICT, text));
  }

  /** Reads a document of a service that may be careless; ignores the same around it. */
  public static JsonNode readTolerantly(byte[] utf8) throws InvalidJsonException {
    return read(TOLERANT, withoutMark(new String(utf8, StandardCharsets.UTF_8)));
  }

  /** Writes an object. Lone surrogates in its texts are replaced. */
  public static byte[] object(JsonWriter fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = new RepairingGenerator(FACTORY.createGenerator(bytes))) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  private static String decoded(byte[] utf8) throws InvalidJsonException {
    try {
      return withoutMark(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException("not UTF-8");
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  private static JsonNode read(ObjectReader reader, String text) throws InvalidJsonException {
    try {
      JsonNode node = reader.readTree(text);
      if (node.isMissingNode()) {
        throw new InvalidJsonException("empty");
      }
      return node;
    } catch (IOException e) {
      // Without the cause, which would quote the text.
      throw new InvalidJsonException("not JSON, or beyond the bounds");
    }
  }

  /** Replaces lone surrogates in texts, for which the plain generator throws. */
  private static final class RepairingGenerator extends JsonGeneratorDelegate {

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
}
