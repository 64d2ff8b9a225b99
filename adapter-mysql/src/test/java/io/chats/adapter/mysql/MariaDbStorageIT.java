package io.chats.adapter.mysql;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mariadb.PrivateMariaDb;

/** The stores pass the ports' contract kits with a real MariaDB. */
class MariaDbStorageIT extends DatabaseStorageContract {

  @Override
  protected PrivateDatabase server() {
    return PrivateMariaDb.start();
  }
}
