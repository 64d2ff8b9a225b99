package io.chats.adapter.mysql;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** What is done on one connection; in a transaction it may be done again. */
@FunctionalInterface
interface Work<T> {

  T on(Handle handle) throws SQLException;
}
