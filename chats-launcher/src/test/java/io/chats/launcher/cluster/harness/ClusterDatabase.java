package io.chats.launcher.cluster.harness;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mariadb.PrivateMariaDb;
import io.chats.testing.services.mysql.PrivateMySql;
import java.util.Locale;

/**
 * The database of a cluster. The system property {@code -Dchats.cluster.database=mysql} takes
 * another one than MariaDB: {@code mysql} is an 8.0, {@code newest_mysql} one from 9.7 on.
 */
enum ClusterDatabase {
  MARIADB,
  MYSQL,
  NEWEST_MYSQL;

  private static final String DATABASE = "chats.cluster.database";

  static ClusterDatabase wanted() {
    return valueOf(System.getProperty(DATABASE, MARIADB.name()).toUpperCase(Locale.ROOT));
  }

  PrivateDatabase start() {
    return switch (this) {
      case MARIADB -> PrivateMariaDb.start();
      case MYSQL -> PrivateMySql.start();
      case NEWEST_MYSQL -> PrivateMySql.startNewest();
    };
  }
}
