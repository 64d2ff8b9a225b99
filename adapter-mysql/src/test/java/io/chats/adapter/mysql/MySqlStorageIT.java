package io.chats.adapter.mysql;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mysql.PrivateMySql;

/** The stores pass the ports' contract kits with a MySQL 8.0. */
class MySqlStorageIT extends DatabaseStorageContract {

  @Override
  protected PrivateDatabase server() {
    return PrivateMySql.start();
  }
}
