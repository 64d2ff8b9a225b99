package io.chats.launcher.document;

import static io.chats.launcher.document.RepositoryFiles.ROOT;
import static io.chats.launcher.document.RepositoryFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link, anchor, citation of the contract and class name in documents leads somewhere. */
class DocumentLinksTest {

  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  /** A citation such as {@code spec G3 to G6} or {@code spec 2, 9}. */
  private static final Pattern CITATION =
      Pattern.compile("\\bspec (G?\\d+(?:(?:, | and | to )G?\\d+)*)");

  private static final Pattern RANGE = Pattern.compile("(G?)(\\d+) to G?(\\d+)");

  /** A comment that goes on in the next line. */
  private static final Pattern CONTINUED = Pattern.compile("\\s*\\n\\s*(?:\\*|//)\\s*");

  private static final Pattern CLASS_NAME =
      Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:[.#].*)?");

  @Test
  void linksLeadToFilesAndAnchors() {
    List<String> broken = new ArrayList<>();
    for (Path document : RepositoryFiles.endingWith(".md")) {
      for (String link : new Markdown(read(document)).links()) {
        if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(document, link)) {
          broken.add(ROOT.relativize(document) + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void citationsLeadToTheContract() {
    Set<String> anchors = new Markdown(read(ROOT.resolve("docs/spec.md"))).anchors();
    List<String> broken = new ArrayList<>();
    int found = 0;
    for (Path source : RepositoryFiles.endingWith(".java")) {
      for (String cited : citations(read(source))) {
        found++;
        if (!anchors.contains(cited)) {
          broken.add(ROOT.relativize(source) + ": " + cited);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void namedClassesExist() {
    Set<String> classes =
        RepositoryFiles.endingWith(".java").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    for (String document : List.of("docs/code-map.md", "docs/testing.md", "CONTRIBUTING.md")) {
      List<String> named = classNames(new Markdown(read(ROOT.resolve(document))));
      assertThat(named).as(document).isNotEmpty();
      assertThat(named).as(document).filteredOn(name -> !classes.contains(name)).isEmpty();
    }
  }

  /** The last column of the glossary names what is gone. */
  @Test
  void formerNamesAreGone() {
    String glossary = read(ROOT.resolve("docs/glossary.md"));
    List<String> former =
        glossary
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(row -> row.substring(row.lastIndexOf('|', row.length() - 2)))
            .flatMap(column -> classNames(new Markdown(column)).stream())
            .toList();
    Set<String> classes =
        RepositoryFiles.endingWith(".java").stream()
            .filter(file -> file.toString().contains("/src/main/"))
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    assertThat(former).hasSizeGreaterThan(50).doesNotContainAnyElementsOf(classes);
  }

  @Test
  void citationsAreReadAsPeopleDo() {
    assertThat(
            citations("(spec 2, 9), spec G3 to\n   * G5, spec\n // 7 and an APIspec 1 of spec G8."))
        .containsExactly("s2", "s9", "g3", "g4", "g5", "s7", "g8");
  }

  private static boolean leadsSomewhere(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || new Markdown(read(file)).anchors().contains(parts[1]);
  }

  /** The anchors that the citations of a source stand for. */
  private static List<String> citations(String source) {
    return CITATION
        .matcher(CONTINUED.matcher(source).replaceAll(" "))
        .results()
        .flatMap(match -> Arrays.stream(match.group(1).split(", | and ")))
        .flatMap(DocumentLinksTest::anchors)
        .toList();
  }

  private static Stream<String> anchors(String cited) {
    var range = RANGE.matcher(cited);
    if (!range.matches()) {
      return Stream.of(anchor(cited));
    }
    int from = Integer.parseInt(range.group(2));
    int to = Integer.parseInt(range.group(3));
    return IntStream.rangeClosed(from, to).mapToObj(number -> anchor(range.group(1) + number));
  }

  private static String anchor(String cited) {
    return cited.startsWith("G") ? "g" + cited.substring(1) : "s" + cited;
  }

  private static List<String> classNames(Markdown document) {
    return document.code().stream()
        .map(CLASS_NAME::matcher)
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .toList();
  }
}
