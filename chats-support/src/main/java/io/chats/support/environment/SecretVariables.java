package io.chats.support.environment;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Secrets that are given in files: a variable {@code NAME_FILE} names the file of the secret {@code
 * NAME}. Its strings show no secret.
 *
 * @param secrets what is in the files, by the names of the secrets
 * @param problems what is wrong, one sentence each, for operators; with nothing of any secret
 */
public record SecretVariables(Map<String, String> secrets, List<String> problems) {

  private static final String MASK = "***";

  public SecretVariables {
    secrets = Map.copyOf(secrets);
    problems = List.copyOf(problems);
  }

  /** The variable that names the file of a secret. */
  public static String fileOf(String name) {
    return name + "_FILE";
  }

  /**
   * Reads each file once; blocks meanwhile.
   *
   * @param environment the variables that are set
   * @param names the names of all secrets
   */
  public static SecretVariables read(Map<String, String> environment, Collection<String> names) {
    Map<String, String> secrets = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (String name : names) {
      String path = environment.get(fileOf(name));
      if (path != null && environment.containsKey(name)) {
        problems.add(name + " and " + fileOf(name) + " are set; expected: one of the two");
      } else if (path != null) {
        read(name, path, secrets, problems);
      }
    }
    return new SecretVariables(secrets, problems);
  }

  private static void read(
      String name, String path, Map<String, String> secrets, List<String> problems) {
    try {
      secrets.put(name, SecretFile.read(Path.of(path)));
    } catch (IOException e) {
      problems.add(bad(name, path, e.getMessage()));
    } catch (InvalidPathException e) { // its message has the path
      problems.add(bad(name, path, "it is no path"));
    }
  }

  private static String bad(String name, String path, String reason) {
    return "%s is '%s'; expected: the path of a file with the secret, but %s"
        .formatted(fileOf(name), shown(path), reason);
  }

  /** What is no path from the root may be the secret itself, set by mistake. */
  private static String shown(String path) {
    boolean printable = path.codePoints().noneMatch(Character::isISOControl);
    return path.startsWith("/") && printable ? path : MASK;
  }

  @Override
  public String toString() {
    return "SecretVariables" + secrets.keySet() + problems;
  }
}
