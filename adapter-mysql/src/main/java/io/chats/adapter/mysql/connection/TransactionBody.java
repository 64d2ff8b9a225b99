package io.chats.adapter.mysql.connection;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** What is done on one connection; in a transaction it may be done again. */
@FunctionalInterface
public interface TransactionBody<T> {

  T on(Handle handle) throws SQLException;
}
