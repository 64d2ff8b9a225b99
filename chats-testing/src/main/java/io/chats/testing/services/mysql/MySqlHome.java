package io.chats.testing.services.mysql;

import io.chats.testing.services.process.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the MySQL of the tests is: in the folder that the environment variable {@code CHATS_MYSQL}
 * names, or in the cache into which {@code bin/verify} unpacks one. Packages of Debian and Ubuntu
 * bring either MySQL or MariaDB, and the tests need both.
 *
 * @param folder with {@code bin/mysqld} and {@code share}
 */
record MySqlHome(Path folder) {

  /**
   * Returns the MySQL of this machine.
   *
   * @throws AssertionError if there is none: the test must fail then, not skip
   */
  static MySqlHome require() {
    MySqlHome home = new MySqlHome(variable("CHATS_MYSQL").orElseGet(MySqlHome::cached));
    if (!Files.isExecutable(home.server())) {
      throw new AssertionError(
          "There is no MySQL in "
              + home.folder
              + "; bin/verify fetches one for Linux on x86-64, or set CHATS_MYSQL to the folder of"
              + " a MySQL from 8.0.30 on");
    }
    return home;
  }

  Path server() {
    return folder.resolve("bin/mysqld");
  }

  String version() {
    String version = Commands.run(server().toString(), "--version");
    return version.replaceAll("(?s).* Ver ", "").strip().replaceAll("[^A-Za-z0-9.]+", "-");
  }

  /** As in {@code bin/lib/mysql.sh}. */
  private static Path cached() {
    Path cache =
        variable("XDG_CACHE_HOME")
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return cache.resolve("chats/mysql-8.0");
  }

  private static Optional<Path> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty()).map(Path::of);
  }
}
