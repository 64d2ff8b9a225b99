package io.chats.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnicodeTextTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "plain, plain",
    "\uD83C\uDF3F, \uD83C\uDF3F",
    "\uD83C, \uFFFD",
    "\uDF3F, \uFFFD",
    "a\uD83C, a\uFFFD",
    "\uD83Ca, \uFFFDa",
    "\uDF3F\uD83C, \uFFFD\uFFFD",
    "\uD83C\uD83C\uDF3F, \uFFFD\uD83C\uDF3F",
    "\uD83C\uDF3F\uDF3F, \uD83C\uDF3F\uFFFD",
  })
  void replacesHalvesOfPairs(String text, String repaired) {
    assertThat(UnicodeText.repaired(text)).isEqualTo(repaired);
    assertThat(UnicodeText.isWellFormed(text)).isEqualTo(text.equals(repaired));
  }

  @Property
  void whatIsRepairedSurvivesUtf8(
      @ForAll @Chars({'a', '\uD83C', '\uDF3F', '\uFFFD'}) @StringLength(max = 8) String text) {
    String repaired = UnicodeText.repaired(text);
    byte[] utf8 = repaired.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(repaired).hasSameSizeAs(text);
  }
}
