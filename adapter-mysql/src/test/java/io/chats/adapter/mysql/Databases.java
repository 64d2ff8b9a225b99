package io.chats.adapter.mysql;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.mysql.PrivateMySql;

/** The kinds of servers that the stores are used with; {@link EachDatabase} runs tests on them. */
public enum Databases {
  MARIADB,
  /** An 8.0. */
  MYSQL,
  /** From 9.7 on. */
  NEWEST_MYSQL;

  /** Returns whether there should be one on this machine: not every system can have the newest. */
  public boolean isThere() {
    return this != NEWEST_MYSQL || PrivateMySql.hasNewest();
  }

  /**
   * Starts a server of that kind.
   *
   * @param options of the server beside the usual ones
   */
  public PrivateDatabase start(String... options) {
    return switch (this) {
      case MARIADB -> PrivateMariaDb.start(options);
      case MYSQL -> PrivateMySql.start(options);
      case NEWEST_MYSQL -> PrivateMySql.startNewest(options);
    };
  }
}
