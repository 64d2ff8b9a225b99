package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README shows nothing but what is compiled and run. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern SHOWN =
      Pattern.compile("^```(java|xml)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** What is compiled or built. */
  private static final List<String> SOURCES =
      List.of(
          "examples/embedding/src/main/java/com/example/clinic/Clinic.java",
          "examples/embedding/pom.xml",
          "examples/pom.xml",
          "examples/src/test/java/com/example/clinic/ClinicTest.java",
          "examples/src/test/java/com/example/clinic/adapter/hub/HubClusterBusTest.java");

  static List<String> shown() throws IOException {
    return SHOWN
        .matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map(match -> match.group(2))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void isCompiledAndRun(String snippet) {
    assertThat(SOURCES)
        .as(snippet)
        .anyMatch(source -> unindented(read(source)).contains(unindented(snippet)));
  }

  @Test
  void theExamplesAreOfTheVersionThatIsBuilt() {
    String version = firstVersion(read("pom.xml"));
    assertThat(firstVersion(read("chats-bom/pom.xml"))).isEqualTo(version);
    assertThat(read("examples/embedding/pom.xml"))
        .contains("<version>" + version + "</version>\n        <type>pom</type>");
  }

  /** Lines as they are but for blanks at both ends, and without empty ones. */
  private static String unindented(String text) {
    return String.join(
        "\n", text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  private static String firstVersion(String pom) {
    return pom.split("<version>", 2)[1].split("</version>", 2)[0];
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
