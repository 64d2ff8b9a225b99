package io.chats.adapter.nats.connection;

import java.nio.file.Path;

/** How a node proves to NATS who it is; the strings of these values show no secret. Immutable. */
public sealed interface NatsCredentials {

  /** What servers call it in log lines: they refuse it. */
  String description();

  /** No credentials but those that stand in the URLs, and a client certificate if there is one. */
  record None() implements NatsCredentials {

    @Override
    public String description() {
      return "this node as it is: it asks for other credentials";
    }
  }

  /** A token that all clients of the servers share. */
  record Token(String token) implements NatsCredentials {

    @Override
    public String description() {
      return "the token";
    }

    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /** A user with a password. */
  record UserPassword(String user, String password) implements NatsCredentials {

    @Override
    public String description() {
      return "the user or the password";
    }

    @Override
    public String toString() {
      return "UserPassword[***]";
    }
  }

  /**
   * A credentials file: the JWT of a user with the seed of its nkey, or the seed alone. It is read
   * again for each connection, so that it can be replaced.
   */
  record CredentialsFile(Path file) implements NatsCredentials {

    @Override
    public String description() {
      return "the credentials file";
    }
  }
}
