package io.chats.adapter.mysql;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.mysql.PrivateMySql;

/** The kinds of servers that the stores are used with. */
public enum Databases {
  MARIADB,
  MYSQL;

  /**
   * Starts a server of that kind.
   *
   * @param options of the server beside the usual ones
   */
  public PrivateDatabase start(String... options) {
    return switch (this) {
      case MARIADB -> PrivateMariaDb.start(options);
      case MYSQL -> PrivateMySql.start(options);
    };
  }
}
