package io.chats.adapter.nats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON in UTF-8, within bounds that keep hostile documents cheap. */
public final class Json {

  /** What is nested deeper is refused. */
  public static final int DEEPEST = 64;

  // A tree takes up to a hundred bytes for each token, and there are two in "[],": without a bound
  // one message of a megabyte would take fifty.
  private static final long MOST_TOKENS = 200_000;

  // The buffers of threads that live for one request would be new ones each time.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(100)
                  .maxTokenCount(MOST_TOKENS)
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
   * Reads one document of which nothing may be in doubt: proper UTF-8, no name twice in an object,
   * nothing after it.
   */
  public static JsonDocument readStrictly(byte[] utf8) throws NotJsonException {
    String text = decoded(utf8);
    return new JsonDocument(text, read(STRICT, text));
  }

  /** Reads a document of a service that may be careless. */
  public static JsonNode readTolerantly(byte[] utf8) throws NotJsonException {
    return read(TOLERANT, new String(utf8, StandardCharsets.UTF_8));
  }

  /** Writes a value. */
  public static byte[] bytes(JsonWriter value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = new RepairingGenerator(FACTORY.createGenerator(bytes))) {
      value.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  private static String decoded(byte[] utf8) throws NotJsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new NotJsonException("not UTF-8");
    }
  }

  private static JsonNode read(ObjectReader reader, String text) throws NotJsonException {
    try {
      JsonNode node = reader.readTree(text);
      if (node.isMissingNode()) {
        throw new NotJsonException("empty");
      }
      return node;
    } catch (IOException e) {
      // The cause would quote the text.
      throw new NotJsonException("not JSON, or beyond the bounds");
    }
  }
}
