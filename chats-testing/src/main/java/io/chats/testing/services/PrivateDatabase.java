package io.chats.testing.services;

/** A database server with one empty database, and one user who may do everything. */
public interface PrivateDatabase extends PrivateService {

  String user();

  String password();

  /** The name of its database. */
  String database();

  /** The address for Connector/J, without user and password. */
  default String jdbcUrl() {
    return "jdbc:mysql://" + host() + ":" + port() + "/" + database();
  }
}
