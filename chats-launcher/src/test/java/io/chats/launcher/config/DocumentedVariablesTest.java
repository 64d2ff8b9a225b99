package io.chats.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} lists every variable, and no other. */
class DocumentedVariablesTest {

  private static final Pattern ROW = Pattern.compile("^\\| (`[A-Z_`, ]+) \\|", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

  @Test
  void everyVariableIsDocumentedAndNoOther() throws IOException {
    String document = Files.readString(Path.of("../docs/configuration.md"));
    List<String> documented =
        ROW.matcher(document)
            .results()
            .flatMap(row -> NAME.matcher(row.group(1)).results())
            .map(name -> name.group(1))
            .toList();
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(Variables.all().stream().map(Variable::name).toList());
  }
}
