package io.chats.testing.services.network;

import io.chats.testing.services.PrivateService;
import io.chats.testing.services.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Stands between clients and a server, and can be cut or stalled: for failures of the network that
 * the server itself does not notice. Its methods are to be used by one thread at a time.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int CONNECT_TIMEOUT_MILLIS = 5000;

  private final InetSocketAddress target;
  private final int port = FreePorts.next();
  private final FlowGate requests = new FlowGate();
  private final FlowGate replies = new FlowGate();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket listener;
  private volatile Thread acceptor;

  private TcpProxy(InetSocketAddress target) {
    this.target = target;
  }

  public static TcpProxy to(PrivateService service) {
    return to(service.host(), service.port());
  }

  public static TcpProxy to(String host, int port) {
    TcpProxy proxy = new TcpProxy(new InetSocketAddress(host, port));
    proxy.listen();
    return proxy;
  }

  public String host() {
    return PrivateService.HOST;
  }

  /** Where it listens; the same for as long as it lives. */
  public int port() {
    return port;
  }

  /** How many connections go through it now. */
  public int connections() {
    connections.removeIf(connection -> !connection.isOpen());
    return connections.size();
  }

  /** The ports from which its connections reach the server: so the server may name them. */
  public Set<Integer> portsToServer() {
    return connections.stream()
        .filter(ProxiedConnection::isOpen)
        .map(ProxiedConnection::portToServer)
        .collect(Collectors.toSet());
  }

  /** Resets all connections, loses what is on its way, and refuses new ones. */
  public void cut() {
    stopListening();
    reset();
  }

  /** Resets all connections and loses what is on its way; takes new ones. */
  public void reset() {
    connections.forEach(ProxiedConnection::reset);
    connections.clear();
  }

  /** Takes connections again after a cut, and lets everything through. */
  public void restore() {
    resume();
    if (listener.isClosed()) {
      listen();
    }
  }

  /** Keeps connections open, and takes new ones, but holds everything back. */
  public void stall() {
    requests.shut();
    replies.shut();
  }

  /** Lets requests reach the server, but holds its replies back. */
  public void stallReplies() {
    replies.shut();
  }

  /** Lets everything through, but slowly: so long for whatever is read at once, each way. */
  public void slowDown(Duration each) {
    requests.delay(each);
    replies.delay(each);
  }

  /** Lets everything through, and first what was held back. */
  public void resume() {
    requests.open();
    replies.open();
  }

  @Override
  public void close() {
    cut();
  }

  private void listen() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listener = opened;
      acceptor = Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A closed listener keeps its port, and takes connections, until its acceptor has noticed. */
  private void stopListening() {
    try {
      listener.close();
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the proxy stopped listening", e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        connect(from, from.accept());
      } catch (IOException closedOrUnreachable) {
        // The loop ends when it is closed; a client of an unreachable server was closed.
      }
    }
  }

  private void connect(ServerSocket from, Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(target, CONNECT_TIMEOUT_MILLIS);
    } catch (IOException unreachable) {
      server.close();
      client.close();
      throw unreachable;
    }
    ProxiedConnection connection = new ProxiedConnection(client, server, requests, replies);
    connections.add(connection);
    connection.start();
    if (from.isClosed()) { // by a cut that has not seen this connection
      connection.reset();
    }
  }
}
