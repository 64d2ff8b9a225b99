package io.chats.adapter.mysql.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the connections of processes that froze or vanished. These hold the locks of their
 * transactions, and MySQL ends a connection only when it was idle for {@link
 * Transactions#MAX_IDLE}; it has no limit for a transaction alone, as MariaDB has. A process that
 * works asks the database something every two seconds, on one or the other of its connections. So
 * where all of them were idle for longer, the process is not there, while a single connection may
 * be idle in a pool for long.
 *
 * <p>A user may see their own connections, and needs no privilege for it. With MariaDB nothing is
 * found, and nothing has to be.
 */
public final class SilentProcesses {

  /** More than twice the time between two looks at the feed of changes. */
  public static final Duration SILENCE = Duration.ofSeconds(5);

  private static final String ATTRIBUTE = "chats_process";

  // The comment is for MySQL alone. Process numbers repeat, most of all in containers.
  private static final String CONNECTIONS =
      """
      SELECT '' AS process, 0 AS id, '' AS command, 0 AS idle FROM DUAL WHERE FALSE
      /*!80022 UNION ALL
      SELECT CONCAT(a.attr_value, ' ', SUBSTRING_INDEX(p.host, ':', 1)), p.id, p.command, p.time
      FROM performance_schema.session_account_connect_attrs a
        JOIN performance_schema.processlist p ON p.id = a.processlist_id
      WHERE a.attr_name = '%s' */
      """
          .formatted(ATTRIBUTE);

  private SilentProcesses() {}

  /** The driver's property by which servers know to which process a connection belongs. */
  static String connectionAttributes() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(it -> it.toEpochMilli()).orElse(0L);
    return ATTRIBUTE + ":" + process.pid() + "-" + start;
  }

  /** The numbers of their connections on the server that runs the statement. */
  static List<Long> connections(Statement statement) throws SQLException {
    Map<String, List<Long>> all = new HashMap<>();
    List<String> alive = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(CONNECTIONS)) {
      while (row.next()) {
        String process = row.getString("process");
        all.computeIfAbsent(process, it -> new ArrayList<>()).add(row.getLong("id"));
        if (!isSilent(row)) {
          alive.add(process);
        }
      }
    }
    all.keySet().removeAll(alive);
    return all.values().stream().flatMap(List::stream).toList();
  }

  private static boolean isSilent(ResultSet row) throws SQLException {
    return row.getString("command").equals("Sleep") && row.getLong("idle") >= SILENCE.toSeconds();
  }
}
