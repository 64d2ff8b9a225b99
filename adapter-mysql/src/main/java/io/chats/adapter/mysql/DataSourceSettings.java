package io.chats.adapter.mysql;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where a MySQL or MariaDB database is, and how long it may take.
 *
 * @param callBudget what one call of a store may take in all, waiting for a connection included
 * @param poolName tells its connections from those of others, in metrics and logs
 * @param poolSize the most connections at a time
 * @param autoCommit whether connections commit by themselves; those for appends need not, and are
 *     faster then
 * @param driverProperties passed to Connector/J as they are, such as {@code sslMode}; they win over
 *     what this adapter sets
 */
public record DataSourceSettings(
    String host,
    int port,
    String database,
    String user,
    String password,
    Duration callBudget,
    String poolName,
    int poolSize,
    boolean autoCommit,
    Map<String, String> driverProperties) {

  public DataSourceSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(database);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    Objects.requireNonNull(poolName);
    driverProperties = Map.copyOf(driverProperties);
    if (callBudget.compareTo(Database.LEAST_BUDGET) < 0) {
      throw new IllegalArgumentException(
          "a call needs at least " + Database.LEAST_BUDGET + ", not " + callBudget);
    }
  }

  /** For a server on the usual port, 750 ms for a call, and at most 10 connections. */
  public static Builder builder(String host, String database) {
    return new Builder(host, database);
  }

  /** Without user and password. */
  String jdbcUrl() {
    boolean bareIpv6 = host.contains(":") && !host.startsWith("[");
    return "jdbc:mysql://" + (bareIpv6 ? "[" + host + "]" : host) + ":" + port + "/" + database;
  }

  /** Never the password, nor properties, which may hold others. */
  @Override
  public String toString() {
    return "DataSourceSettings[" + jdbcUrl() + ", " + callBudget + ", " + poolSize + " at most]";
  }

  /** Collects settings. Not safe for use by several threads. */
  public static final class Builder {

    private final String host;
    private final String database;
    private final Map<String, String> driverProperties = new TreeMap<>();
    private int port = 3306;
    private String user = "";
    private String password = "";
    private Duration callBudget = Duration.ofMillis(750);
    private String poolName = "chats";
    private int poolSize = 10;
    private boolean autoCommit = true;

    private Builder(String host, String database) {
      this.host = host;
      this.database = database;
    }

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder credentials(String newUser, String newPassword) {
      user = newUser;
      password = newPassword;
      return this;
    }

    /** At least 500 ms. */
    public Builder callBudget(Duration value) {
      callBudget = value;
      return this;
    }

    /** How the connections are named, and how many there are at most. */
    public Builder pool(String name, int size) {
      poolName = name;
      poolSize = size;
      return this;
    }

    public Builder autoCommit(boolean value) {
      autoCommit = value;
      return this;
    }

    public Builder driverProperty(String name, String value) {
      driverProperties.put(name, value);
      return this;
    }

    /**
     * @throws IllegalArgumentException if the call budget is too short
     */
    public DataSourceSettings build() {
      return new DataSourceSettings(
          host,
          port,
          database,
          user,
          password,
          callBudget,
          poolName,
          poolSize,
          autoCommit,
          driverProperties);
    }
  }
}
