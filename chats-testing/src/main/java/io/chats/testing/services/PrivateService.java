package io.chats.testing.services;

import io.chats.testing.services.process.ServerProcess;

/** A server process that belongs to one test, on a free port of the loopback address. */
public interface PrivateService extends AutoCloseable {

  String HOST = "127.0.0.1";

  /** The process of the server. */
  ServerProcess process();

  default String host() {
    return HOST;
  }

  default int port() {
    return process().port();
  }

  /** See {@link ServerProcess#startAgain}. */
  default void startAgain() {
    process().startAgain();
  }

  /** See {@link ServerProcess#kill}. */
  default void kill() {
    process().kill();
  }

  /** See {@link ServerProcess#restart}. */
  default void restart() {
    process().restart();
  }

  /** See {@link ServerProcess#freeze}. */
  default void freeze() {
    process().freeze();
  }

  /** See {@link ServerProcess#thaw}. */
  default void thaw() {
    process().thaw();
  }

  /** See {@link ServerProcess#close}. */
  @Override
  default void close() {
    process().close();
  }
}
