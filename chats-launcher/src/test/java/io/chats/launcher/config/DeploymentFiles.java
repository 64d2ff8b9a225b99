package io.chats.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the files in {@code deploy/}. */
final class DeploymentFiles {

  static final Path DEPLOY = Path.of("..", "deploy");

  /** The time that the rest of a stop takes: requests in flight, bus, database, cache, Sentry. */
  static final int REST_OF_STOP_SECONDS = 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "_FILE";

  private DeploymentFiles() {}

  static String read(String file) {
    try {
      return Files.readString(DEPLOY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only document of a file of YAML, with anchors and merged keys resolved. */
  static JsonNode yaml(String file) {
    return JSON.valueToTree(
        new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(read(file)));
  }

  /**
   * What a node makes of an environment in which every variable must exist. Secrets are in files of
   * the same names in a folder of the test.
   */
  static Configuration configured(Map<String, String> environment, Path folder) throws IOException {
    Map<String, String> moved = new HashMap<>(environment);
    for (Map.Entry<String, String> secret : secretPaths(environment).entrySet()) {
      Path file = folder.resolve(Path.of(secret.getValue()).getFileName());
      moved.put(secret.getKey(), Files.writeString(file, "s3cr3t\n").toString());
    }
    Configuration configuration = Configuration.of(moved);
    assertThat(configuration.remarks().typos()).isEmpty();
    assertThat(Variables.all())
        .flatExtracting(it -> List.of(it.name(), it.fileName()))
        .containsAll(environment.keySet());
    return configuration;
  }

  /** The paths of files with secrets, by the names of their variables. */
  static Map<String, String> secretPaths(Map<String, String> environment) {
    Map<String, String> paths = new HashMap<>(environment);
    paths.keySet().removeIf(name -> !name.endsWith(FILE));
    return paths;
  }

  /** No secret is in the environment itself, where it could be inspected. */
  static void assertNoSecretIn(Map<String, String> environment) {
    assertThat(environment)
        .doesNotContainKeys(
            Variables.all().stream()
                .filter(Variable::isSecret)
                .map(Variable::name)
                .toArray(String[]::new));
  }

  static int presetPort(Variable<?> variable) {
    return Integer.parseInt(variable.preset().orElseThrow().substring(1));
  }

  /** The version that is developed, as releases are named. */
  static String version() {
    try (Stream<String> lines = Files.lines(Path.of("..", "pom.xml"))) {
      return lines
          .filter(line -> line.startsWith("  <version>"))
          .map(line -> line.replaceAll("</?version>|-SNAPSHOT", "").strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> fields(JsonNode object) {
    Map<String, String> fields = new HashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return fields;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
