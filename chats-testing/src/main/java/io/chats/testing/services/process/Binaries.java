package io.chats.testing.services.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds installed programs. */
public final class Binaries {

  private Binaries() {}

  /**
   * Returns the program of that name.
   *
   * @throws AssertionError if it is not installed: the test must fail then, not skip
   */
  public static Path require(String name) {
    return find(name)
        .orElseThrow(() ->
            new AssertionError(name + " is not installed on this machine; bin/verify installs it"));
  }

  /**
   * Returns the first of these programs that is installed.
   *
   * @throws AssertionError if none is: the test must fail then, not skip
   */
  public static Path requireAny(List<String> names) {
    return names.stream()
        .flatMap(name -> find(name).stream())
        .findFirst()
        .orElseGet(() -> require(names.getFirst()));
  }

  static Optional<Path> find(String name) {
    return folders()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Stream<String> folders() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    // Servers live in sbin, which is not on every user's path.
    return Stream.concat(
        Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty()),
        Stream.of("/usr/sbin", "/usr/local/sbin"));
  }
}
