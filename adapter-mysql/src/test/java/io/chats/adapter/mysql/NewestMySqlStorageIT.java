package io.chats.adapter.mysql;

import io.chats.testing.services.PrivateDatabase;
import io.chats.testing.services.mysql.PrivateMySql;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** The stores pass the ports' contract kits with a MySQL from 9.7 on. */
@Tag("long")
@EnabledIf(
    value = "io.chats.testing.services.mysql.PrivateMySql#hasNewest",
    disabledReason = "This machine has no MySQL from 9.7 on; docs/testing.md says how to get one")
class NewestMySqlStorageIT extends DatabaseStorageContract {

  @Override
  protected PrivateDatabase server() {
    return PrivateMySql.startNewest();
  }
}
