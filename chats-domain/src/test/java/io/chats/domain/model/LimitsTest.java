package io.chats.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.FileId;
import io.chats.domain.refusal.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LimitsTest {

  private static final Limits LIMITS = Limits.DEFAULT;

  /** A code point that takes two chars. */
  private static final String SMILE = "\uD83D\uDE00";

  @Property
  void lengthsAreCodePoints(
      @ForAll("texts") String text, @ForAll @IntRange(max = 12) int codePoints) {
    assertThat(Limits.exceeds(text, codePoints)).isEqualTo(text.codePoints().count() > codePoints);
  }

  @Example
  void defaultsAreThoseOfTheContract() {
    assertThat(LIMITS).isEqualTo(new Limits(4096, 32, 64, 1024, 64, 64, 128, 32, 50, 65536, 1000));
  }

  @Example
  void textMayHave4096CodePoints() {
    assertThat(LIMITS.check(Content.text(SMILE.repeat(4096)))).isEmpty();
    assertThat(LIMITS.check(Content.text(SMILE.repeat(4097)))).contains(tooLong("text", 4096));
    assertThat(LIMITS.check(Content.text("a".repeat(4097)))).contains(tooLong("text", 4096));
  }

  @Example
  void thereMayBe32Params() {
    assertThat(LIMITS.check(withParams(params(32)))).isEmpty();
    assertThat(LIMITS.check(withParams(params(33)))).contains(tooLong("params", 32));
  }

  @Example
  void keysMayHave64CodePoints() {
    assertThat(LIMITS.check(withParams(Map.of(SMILE.repeat(64), "")))).isEmpty();
    assertThat(LIMITS.check(withParams(Map.of(SMILE.repeat(65), ""))))
        .contains(tooLong("a key of params", 64));
  }

  @Example
  void valuesMayHave1024CodePoints() {
    assertThat(LIMITS.check(withParams(Map.of("key", SMILE.repeat(1024))))).isEmpty();
    assertThat(LIMITS.check(withParams(Map.of("key", SMILE.repeat(1025)))))
        .contains(tooLong("a value of params", 1024));
  }

  @Example
  void fileIdsMayHave128CodePoints() {
    assertThat(LIMITS.check(withFile(SMILE.repeat(128)))).isEmpty();
    assertThat(LIMITS.check(withFile(SMILE.repeat(129)))).contains(tooLong("file_id", 128));
  }

  /** Texts with characters of one and of two chars, and with halves of the latter. */
  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.of("a", "ж", SMILE, "\uD83D", "\uDE00")
        .list()
        .ofMaxSize(16)
        .map(parts -> String.join("", parts));
  }

  private static Content withParams(Map<String, String> params) {
    return new Content(MessageType.MESSAGE, "", params, Optional.empty());
  }

  private static Content withFile(String id) {
    return new Content(MessageType.DOCUMENT, "", Map.of(), Optional.of(new FileId(id)));
  }

  private static Map<String, String> params(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key" + i, i -> ""));
  }

  private static Refusal tooLong(String field, int limit) {
    return new Refusal.TooLong(field, limit);
  }
}
