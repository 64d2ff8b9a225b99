package io.chats.adapter.mysql;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mysql.PrivateMySql;
import org.junit.jupiter.api.Tag;

/** The stores pass the ports' contract kits with a MySQL from 9.7 on. */
@Tag("long")
class NewestMySqlStorageIT extends DatabaseStorageContract {

  @Override
  protected PrivateDatabase server() {
    return PrivateMySql.startNewest();
  }
}
