package io.chats.testing.services.mariadb;

import io.chats.testing.services.process.Binaries;
import io.chats.testing.services.process.Commands;
import io.chats.testing.services.process.TempFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An empty MariaDB data folder for each version and user of this machine. It is made when first
 * needed, and copied for each server within milliseconds. Any number of JVMs may do so at the same
 * time.
 */
final class MariaDbTemplate {

  private MariaDbTemplate() {}

  /**
   * Copies the data folder for the installed version.
   *
   * @param target does not exist yet
   */
  static void copyTo(Path target) {
    try {
      TempFolder.copy(prepared(), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The option without which MariaDB refuses to run as root, if tests run as root. */
  static List<String> asRoot() {
    return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
  }

  private static Path prepared() throws IOException {
    Path template = cache().resolve(version());
    if (!Files.isDirectory(template)) {
      prepare(template);
    }
    return template;
  }

  private static void prepare(Path template) throws IOException {
    Path draft = Files.createTempDirectory(template.getParent(), "draft-");
    try {
      install(draft.resolve("data"), Files.createDirectory(draft.resolve("tmp")));
      Files.move(draft.resolve("data"), template, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another JVM was faster; its folder serves as well.
      if (!Files.isDirectory(template)) {
        throw e;
      }
    } finally {
      TempFolder.delete(draft);
    }
  }

  /**
   * Fills a new data folder.
   *
   * @param tmp a folder of its own: a starting server removes temporary tables of others from it
   */
  private static void install(Path data, Path tmp) {
    List<String> command = new ArrayList<>();
    command.add(Binaries.require("mariadb-install-db").toString());
    command.addAll(List.of("--no-defaults", "--skip-test-db", "--datadir=" + data));
    command.add("--tmpdir=" + tmp);
    command.add(PrivateMariaDb.LOG_SIZE);
    command.addAll(asRoot());
    Commands.run(command.toArray(String[]::new));
  }

  private static Path cache() throws IOException {
    String name = "chats-mariadb-" + System.getProperty("user.name");
    return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), name));
  }

  private static String version() {
    String version = Commands.run(Binaries.require("mariadbd").toString(), "--version");
    return version.replaceAll(".* Ver ", "").replaceAll("[^A-Za-z0-9.]+", "-");
  }
}
