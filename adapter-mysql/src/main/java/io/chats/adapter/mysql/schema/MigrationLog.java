package io.chats.adapter.mysql.schema;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what Flyway logs, which creates it by its name. What it logs as an error comes as an
 * exception, too, and then again with the next attempt; and its advice to restore a backup is wrong
 * for migrations that can run again.
 */
public final class MigrationLog implements LogCreator {

  @Override
  public Log createLogger(Class<?> source) {
    return new Forwarding(LoggerFactory.getLogger(source));
  }

  private record Forwarding(Logger target) implements Log {

    @Override
    public void debug(String message) {
      target.debug(message);
    }

    @Override
    public void info(String message) {
      target.info(message);
    }

    @Override
    public void warn(String message) {
      target.warn(message);
    }

    @Override
    public void error(String message) {
      target.debug(message);
    }

    @Override
    public void error(String message, Exception failure) {
      target.debug(message, failure);
    }

    @Override
    public void notice(String message) {
      target.info(message);
    }
  }
}
