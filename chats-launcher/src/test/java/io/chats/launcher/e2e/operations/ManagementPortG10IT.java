package io.chats.launcher.e2e.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.WsClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unfinished requests on the management port end no node, which has 256 MB (spec G10). */
class ManagementPortG10IT {

  @TempDir private Path data;

  @Test
  void thousandsOfUnfinishedRequestsAreRefusedAndCut() throws IOException {
    try (Node node = Node.start(Map.of("DATA_DIR", data.toString()));
        WsClient client = WsClient.connect(node.webSocket(), 1)) {
      URI address = URI.create(node.management());
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 300; i++) {
          sockets.add(unfinished(address, 300_000));
        }
        for (int i = 0; i < 2_000; i++) {
          sockets.add(unfinished(address, 4_000));
        }
        client.sendText("{\"type\":\"ping\"}");
        client.awaitFrame(frame -> frame.path("type").asText().equals("pong"));
        // The sockets are still open at this end.
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> ManagementPages.ready(node).statusCode() == 200);
        assertThat(client.isOpen()).isTrue();
        assertThat(node.jvm().output()).doesNotContain("OutOfMemoryError");
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  private static Socket unfinished(URI address, int length) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    try {
      socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nX: ".getBytes(US_ASCII));
      socket.getOutputStream().write("x".repeat(length).getBytes(US_ASCII));
    } catch (IOException e) {
      // It was refused already.
    }
    return socket;
  }
}
