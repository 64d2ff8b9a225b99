package io.chats.launcher.config;

import io.chats.launcher.config.value.Masking;
import io.chats.launcher.config.value.Secret;
import io.chats.support.environment.SecretFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets that variables {@code …_FILE} name; reads each file once. */
final class SecretFiles {

  private final Map<String, String> texts;
  private final Map<Variable<?>, String> secrets = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param texts the variables that are set
   */
  SecretFiles(Map<String, String> texts) {
    this.texts = texts;
    Variables.all().stream().filter(Variable::isSecret).forEach(this::read);
  }

  private void read(Variable<?> variable) {
    path(variable)
        .ifPresent(path -> {
          if (texts.containsKey(variable.name())) {
            problems.add(
                "%s and %s are set; expected: one of the two"
                    .formatted(variable.name(), variable.fileName()));
          } else {
            read(variable, path);
          }
        });
  }

  private void read(Variable<?> variable, String path) {
    try {
      secrets.put(variable, SecretFile.read(Path.of(path)));
    } catch (IOException e) {
      problems.add(bad(variable, path, e.getMessage()));
    } catch (InvalidPathException e) {
      problems.add(bad(variable, path, "it is no path"));
    }
  }

  private static String bad(Variable<?> variable, String path, String reason) {
    return "%s is '%s'; expected: the path of a file with the secret, but %s"
        .formatted(variable.fileName(), shown(path), reason);
  }

  /** What is no path from the root may be the secret itself, set by mistake. */
  private static String shown(String path) {
    return path.startsWith("/") ? Masking.printable(path) : Secret.MASK;
  }

  /** The path that is set for a secret. */
  Optional<String> path(Variable<?> variable) {
    return Optional.of(variable).filter(Variable::isSecret).map(it -> texts.get(it.fileName()));
  }

  /** The secret; empty if no file is set for it, or it could not be read. */
  Optional<String> secret(Variable<?> variable) {
    return Optional.ofNullable(secrets.get(variable));
  }

  /** What is wrong with the files. */
  List<String> problems() {
    return List.copyOf(problems);
  }
}
