package io.chats.testing.services.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection through a {@link TcpProxy}: two sockets, with one thread for each direction. */
final class ProxiedConnection {

  private static final int BUFFER = 16 * 1024;

  private final Socket client;
  private final Socket server;
  private final Thread requests;
  private final Thread replies;

  ProxiedConnection(Socket client, Socket server, FlowGate requestGate, FlowGate replyGate) {
    this.client = client;
    this.server = server;
    this.requests = Thread.ofVirtual().unstarted(() -> pump(client, server, requestGate));
    this.replies = Thread.ofVirtual().unstarted(() -> pump(server, client, replyGate));
  }

  void start() {
    requests.start();
    replies.start();
  }

  boolean isOpen() {
    return requests.isAlive() || replies.isAlive();
  }

  /** The local port of its connection to the server. */
  int portToServer() {
    return server.getLocalPort();
  }

  /** Ends it at once by a reset on both sides; data on the way is lost. */
  void reset() {
    reset(client);
    reset(server);
    requests.interrupt();
    replies.interrupt();
  }

  private void pump(Socket from, Socket to, FlowGate gate) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        gate.pass();
        out.write(buffer, 0, count);
      }
      gate.pass();
      to.shutdownOutput();
    } catch (IOException | InterruptedException ended) {
      reset();
    }
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // A closed socket needs no reset.
    }
  }
}
