package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a MySQL or MariaDB database, and the bounds of its use.
 *
 * @param host a name or an address, also with a port of its own; or several servers of a cluster,
 *     separated by commas, of which the one that takes writes is found
 * @param port of every server that is named without
 * @param callBudget the time for one call of a store, waiting for a connection included
 * @param poolName names the connections in metrics and logs
 * @param poolSize the largest number of connections
 * @param autoCommit whether connections commit by themselves; appends are faster if not
 * @param driverProperties passed to Connector/J as they are, such as {@code sslMode}; they override
 *     those that this adapter sets
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

  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:\\[\\]]+):\\d{1,5}");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[?::1\\]?");

  public DataSourceSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(database);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    Objects.requireNonNull(poolName);
    driverProperties = Map.copyOf(driverProperties);
    if (callBudget.compareTo(Transactions.MIN_BUDGET) < 0
        || callBudget.compareTo(Transactions.MAX_BUDGET) > 0) {
      throw new IllegalArgumentException(
          "a call needs from %s to %s, not %s"
              .formatted(Transactions.MIN_BUDGET, Transactions.MAX_BUDGET, callBudget));
    }
  }

  /** For a server on the usual port, 750 ms for a call, and at most 10 connections. */
  public static Builder builder(String host, String database) {
    return new Builder(host, database);
  }

  /** The URLs of the servers, without user and password. */
  List<String> jdbcUrls() {
    return Stream.of(host.split(",", -1))
        .map(String::strip)
        .map(server -> "jdbc:mysql://" + withPort(server) + "/" + database)
        .toList();
  }

  private String withPort(String server) {
    if (WITH_PORT.matcher(server).matches()) {
      return server;
    }
    boolean bareIpv6 = server.contains(":") && !server.startsWith("[");
    return (bareIpv6 ? "[" + server + "]" : server) + ":" + port;
  }

  /** Returns whether there are several servers, of which one takes the writes. */
  boolean hasSeveralServers() {
    return host.contains(",");
  }

  /** Returns whether what is sent to the server stays on this machine, by the host's name alone. */
  boolean isOnThisMachine() {
    return LOOPBACK.matcher(host).matches();
  }

  /** Holds neither the password nor properties, which may hold other secrets. */
  @Override
  public String toString() {
    return "DataSourceSettings[" + jdbcUrls() + ", " + callBudget + ", " + poolSize + " at most]";
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

    /** Sets the time for one call, from 500 ms to 30 s. */
    public Builder callBudget(Duration value) {
      callBudget = value;
      return this;
    }

    /** The name of the connections, and their largest number. */
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
     * @throws IllegalArgumentException if the call budget is too short or too long
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
