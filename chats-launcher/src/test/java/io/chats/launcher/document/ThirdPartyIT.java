package io.chats.launcher.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code THIRD-PARTY.md} lists the libraries that the distribution carries, and no others. */
class ThirdPartyIT {

  private static final Pattern JAR = Pattern.compile("(.+?)-\\d[^-]*(?:-[a-z0-9]+)?\\.jar");
  private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\|", Pattern.MULTILINE);

  @Test
  void everyLibraryOfTheDistributionIsListedAndNoOther() throws IOException {
    assertThat(listed()).isEqualTo(carried());
  }

  private static Set<String> listed() {
    String document = RepositoryFiles.read(RepositoryFiles.ROOT.resolve("THIRD-PARTY.md"));
    return ROW.matcher(document)
        .results()
        .flatMap(row -> new Markdown(row.group(1)).code().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> carried() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> !name.startsWith("chats-") && !name.startsWith("adapter-"))
          .map(ThirdPartyIT::withoutVersion)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String withoutVersion(String jar) {
    var name = JAR.matcher(jar);
    return name.matches() ? name.group(1) : jar;
  }
}
