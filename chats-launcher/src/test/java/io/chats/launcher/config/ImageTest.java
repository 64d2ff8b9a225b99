package io.chats.launcher.config;

import static io.chats.launcher.config.DeploymentFiles.presetPort;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The image is of the distribution, and all files name it in the same way. */
class ImageTest {

  @Test
  void isOfTheDistribution() {
    String file = DeploymentFiles.read("Dockerfile");
    assertThat(file)
        .contains("ADD chats-launcher/target/chats-*.tar.gz ")
        .contains("/bin/chats archive")
        .contains("-t chats:" + DeploymentFiles.version() + " ")
        .contains(
            "EXPOSE %d %d"
                .formatted(
                    presetPort(Variables.WEBSOCKET_PORT), presetPort(Variables.MANAGEMENT_PORT)))
        .contains("${MANAGEMENT_PORT:-%d}".formatted(presetPort(Variables.MANAGEMENT_PORT)))
        .contains("GET /health/live HTTP/1.0")
        .contains("USER 10001");
    assertThat(Path.of("src/main/distribution/bin/chats")).isExecutable();
  }

  /** Whatever else lies about is not sent to the builder, and least of all secrets. */
  @Test
  void isMadeOfTheDistributionAlone() throws IOException {
    assertThat(Files.readString(Path.of("..", ".dockerignore")).lines())
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactly("*", "!chats-launcher/target/chats-*.tar.gz");
    assertThat(Files.readString(Path.of("..", ".gitignore")).lines()).contains("deploy/secrets/");
  }

  /** The registry of images is left to operators. */
  @Test
  void imagesNameNoRegistry() {
    Pattern image = Pattern.compile("(?m)(?:^\\s*image:\\s*|^ARG JAVA_IMAGE=|^FROM )(\\S+)");
    List<String> images = new ArrayList<>();
    for (String file : List.of("Dockerfile", "compose.yaml", "kubernetes/base/deployment.yaml")) {
      image
          .matcher(DeploymentFiles.read(file))
          .results()
          .forEach(found -> images.add(found.group(1)));
    }
    assertThat(images).hasSizeGreaterThan(5).allMatch(name -> !name.contains("/"));
  }
}
