package io.chats.benchmarks.testbed;

import io.chats.testing.services.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A server of another make for comparison, from a folder with {@code server.mjs}, {@code
 * schema.sql} and its modules. It understands the frames of a node.
 */
public final class Peer implements AutoCloseable {

  private final MeasuredServer server;
  private final URI webSocket;

  private Peer(MeasuredServer server, URI webSocket) {
    this.server = server;
    this.webSocket = webSocket;
  }

  public static Peer start(TestBed testBed, Path folder)
      throws IOException, InterruptedException, SQLException {
    makeTables(testBed, Files.readString(folder.resolve("schema.sql")));
    int port = FreePorts.next();
    Map<String, String> environment =
        Map.of(
            "PORT", Integer.toString(port),
            "DB_PORT", Integer.toString(testBed.databasePort()),
            "BUS_PORT", Integer.toString(testBed.bus().getPort()));
    ProcessBuilder builder = new ProcessBuilder("node", "server.mjs").directory(folder.toFile());
    return new Peer(
        MeasuredServer.start(builder, environment, "up"),
        URI.create("ws://127.0.0.1:" + port + "/"));
  }

  private static void makeTables(TestBed testBed, String schema) throws SQLException {
    try (Connection connection = testBed.database();
        Statement statement = connection.createStatement()) {
      for (String sql : schema.split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  public URI webSocket() {
    return webSocket;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
