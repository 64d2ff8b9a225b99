package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation shows users only code that is compiled and run. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern SHOWN =
      Pattern.compile("^```(java|xml)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** Files that the build compiles, runs or builds from. */
  private static final List<String> SOURCES =
      List.of(
          "examples/embedding/src/main/java/com/example/clinic/Clinic.java",
          "examples/embedding/pom.xml",
          "examples/pom.xml",
          "examples/src/test/java/com/example/clinic/ClinicTest.java",
          "examples/src/test/java/com/example/clinic/adapter/hub/HubClusterBusTest.java");

  static Stream<String> shown() throws IOException {
    List<Path> documents = new ArrayList<>();
    documents.add(ROOT.resolve("README.md"));
    documents.add(ROOT.resolve("chats-bom/README.md"));
    documents.add(ROOT.resolve("chats-testing/README.md"));
    try (DirectoryStream<Path> docs = Files.newDirectoryStream(ROOT.resolve("docs"), "*.md")) {
      docs.forEach(documents::add);
    }
    return documents.stream()
        .flatMap(document -> SHOWN.matcher(read(document)).results())
        .map(match -> match.group(2));
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

  /** Returns the lines without blanks at both ends, and without empty lines. */
  private static String unindented(String text) {
    return String.join(
        "\n", text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  private static String firstVersion(String pom) {
    return pom.split("<version>", 2)[1].split("</version>", 2)[0];
  }

  private static String read(String file) {
    return read(ROOT.resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
