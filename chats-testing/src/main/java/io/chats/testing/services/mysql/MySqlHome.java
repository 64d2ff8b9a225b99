package io.chats.testing.services.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chats.testing.services.process.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a MySQL of the tests is: in the folder that an environment variable names, or in the cache
 * into which {@code bin/verify} unpacks one. Packages of Debian and Ubuntu bring either MySQL or
 * MariaDB, and the tests need both.
 *
 * @param folder with {@code bin/mysqld} and {@code share}
 */
record MySqlHome(Path folder) {

  /**
   * Returns the MySQL 8.0 of this machine.
   *
   * @throws AssertionError if there is none: the test must fail then, not skip
   */
  static MySqlHome require() {
    MySqlHome home = of("CHATS_MYSQL", "mysql-8.0");
    if (!home.isThere()) {
      throw new AssertionError(
          "There is no MySQL in "
              + home.folder
              + "; bin/verify fetches one for Linux on x86-64, or set CHATS_MYSQL to the folder of"
              + " a MySQL from 8.0.30 on");
    }
    return home;
  }

  /**
   * Returns the newest MySQL, a 9.7 or later, which not every system can have. Without one it
   * aborts the test, which is reported as not run, with the reason.
   */
  static MySqlHome newest() {
    MySqlHome home = ofNewest();
    assumeTrue(
        home.isThere(),
        () ->
            "There is no MySQL in "
                + home.folder
                + "; bin/verify --long fetches one on Debian, or set CHATS_MYSQL_97 to the folder"
                + " of a MySQL from 9.7 on");
    return home;
  }

  static boolean hasNewest() {
    return ofNewest().isThere();
  }

  private static MySqlHome ofNewest() {
    return of("CHATS_MYSQL_97", "mysql-9.7");
  }

  private static MySqlHome of(String variable, String cached) {
    return new MySqlHome(variable(variable).orElseGet(() -> cache().resolve(cached)));
  }

  private boolean isThere() {
    return Files.isExecutable(server());
  }

  Path server() {
    return folder.resolve("bin/mysqld");
  }

  String version() {
    String version = Commands.run(server().toString(), "--version");
    return version.replaceAll("(?s).* Ver ", "").strip().replaceAll("[^A-Za-z0-9.]+", "-");
  }

  /** As in {@code bin/lib/mysql.sh} and {@code mysql97.sh}. */
  private static Path cache() {
    return variable("XDG_CACHE_HOME")
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("chats");
  }

  private static Optional<Path> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty()).map(Path::of);
  }
}
