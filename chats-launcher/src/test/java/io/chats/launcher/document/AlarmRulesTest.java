package io.chats.launcher.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code prometheus-rule.yaml} has the alarms of {@code docs/operations.md}, word for word. */
class AlarmRulesTest {

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ([^|]+) \\| `((?:\\\\\\||[^|`])+)`(?: for (\\d+) (min|s))? \\| (.+) \\|$",
          Pattern.MULTILINE);
  private static final String RULES = "deploy/kubernetes/monitoring/prometheus-rule.yaml";
  private static final String FIRST_RULE = "        - alert:";
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  /** Also writes the file as it should be, for whoever has changed the table. */
  @Test
  void alarmsAndRulesAreTheSame() throws IOException {
    Path file = Path.of("target/prometheus-rule.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, asItShouldBe());
    assertThat(rules())
        .describedAs("copy " + file.toAbsolutePath() + " to " + RULES)
        .hasSizeGreaterThan(12)
        .containsExactlyElementsOf(documented());
    assertThat(spec(asItShouldBe())).isEqualTo(spec(read(RULES)));
  }

  @Test
  void everyRowOfTheTableIsRead() {
    assertThat(documented())
        .hasSize((int) alarms().lines().filter(line -> line.startsWith("| ")).count() - 2);
  }

  @Test
  void everyRuleSaysHowUrgentItIs() {
    for (JsonNode rule : spec(read(RULES))) {
      assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
    }
  }

  private static List<Alarm> documented() {
    return ROW.matcher(alarms()).results().map(AlarmRulesTest::alarm).toList();
  }

  private static Alarm alarm(MatchResult row) {
    String length = row.group(3) == null ? "" : row.group(3) + row.group(4).charAt(0);
    return new Alarm(
        name(row.group(1)),
        row.group(2).replace("\\|", "|"),
        length,
        LINK.matcher(row.group(5)).replaceAll("$1"));
  }

  private static String name(String words) {
    return Arrays.stream(words.split(" "))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining("", "Chats", ""));
  }

  private static String alarms() {
    String document = read("docs/operations.md");
    int start = document.indexOf("\n## Alarms");
    return document.substring(start, document.indexOf("\n## ", start + 1));
  }

  private static List<Alarm> rules() {
    List<Alarm> rules = new ArrayList<>();
    for (JsonNode rule : spec(read(RULES))) {
      rules.add(
          new Alarm(
              rule.get("alert").asText(),
              rule.get("expr").asText(),
              rule.path("for").asText(),
              rule.at("/annotations/description").asText()));
    }
    return rules;
  }

  /** The file with the rules of the table; new ones are no more than warnings. */
  private static String asItShouldBe() {
    String present = read(RULES);
    Map<String, String> severities = new HashMap<>();
    for (JsonNode rule : spec(present)) {
      severities.put(rule.get("alert").asText(), rule.at("/labels/severity").asText());
    }
    return present.substring(0, present.indexOf(FIRST_RULE))
        + documented().stream()
            .map(alarm -> alarm.rule(severities.getOrDefault(alarm.name, "warning")))
            .collect(Collectors.joining());
  }

  private static String read(String file) {
    return RepositoryFiles.read(RepositoryFiles.ROOT.resolve(file));
  }

  private static JsonNode spec(String file) {
    Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
    return new ObjectMapper().<JsonNode>valueToTree(document).at("/spec/groups/0/rules");
  }

  /**
   * An alarm.
   *
   * @param length how long it must last; empty for not at all
   */
  private record Alarm(String name, String expression, String length, String meaning) {

    String rule(String severity) {
      return """
              - alert: %s
                expr: >-
                  %s
      %s          labels: {severity: %s}
                annotations:
                  description: >-
                    %s
      """
          .formatted(
              name,
              expression,
              length.isEmpty() ? "" : "          for: " + length + "\n",
              severity,
              meaning);
    }
  }
}
