package io.chats.adapter.nats.connection;

import io.chats.adapter.nats.connection.BoundedConnection.OutgoingLimit;
import io.nats.client.AuthenticationException;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Connects to one of the known servers. Used by one thread. */
final class ServerConnector {

  private static final Duration TO_CONNECT = Duration.ofSeconds(2);

  // A frozen server is detected after three pings: MAX_UNANSWERED_PINGS, and one more.
  private static final Duration PING = Duration.ofSeconds(1);
  private static final int MAX_UNANSWERED_PINGS = 2;

  private final NatsSettings settings;
  private final String link;
  private final boolean echo;
  private final ErrorListener errors;
  private Collection<String> servers;

  ServerConnector(NatsSettings settings, String link, boolean echo, ErrorListener errors) {
    this.settings = settings;
    this.link = link;
    this.echo = echo;
    this.errors = errors;
    this.servers = settings.urls();
  }

  /**
   * Tries each known server once, in random order, so that nodes spread over them.
   *
   * @throws IOException if no server accepts the connection; an {@link AuthenticationException} if
   *     one of them refuses the token
   */
  BoundedConnection connect() throws IOException, InterruptedException {
    List<String> shuffled = new ArrayList<>(servers);
    Collections.shuffle(shuffled);
    IOException failure = new IOException("no server");
    for (String server : shuffled) {
      try {
        return connect(server);
      } catch (IOException e) {
        failure = failure instanceof AuthenticationException ? failure : e;
      }
    }
    throw failure;
  }

  /**
   * Adds servers of the cluster that are not configured: they may be the only ones left some day.
   */
  void learn(Collection<String> discovered) {
    Set<String> known = new LinkedHashSet<>(settings.urls());
    known.addAll(discovered);
    servers = known;
  }

  /**
   * The library gets one server and one attempt. Its own reconnecting gives up for good when a
   * server refuses the token twice, and one way to reconnect is easier to trust than two.
   */
  private BoundedConnection connect(String server) throws IOException, InterruptedException {
    OutgoingLimit bound = new OutgoingLimit();
    CompletableFuture<Void> lost = new CompletableFuture<>();
    Options.Builder options =
        Options.builder()
            .server(server)
            .connectionName(settings.name() + " " + link)
            .connectionTimeout(TO_CONNECT)
            .pingInterval(PING)
            .maxPingsOut(MAX_UNANSWERED_PINGS)
            .maxReconnects(0)
            .maxMessagesInOutgoingQueue(0) // unbounded: OutgoingLimit bounds it
            .statisticsCollector(bound)
            .connectionListener((connection, event) -> {
              if (event == Events.DISCONNECTED || event == Events.CLOSED) {
                lost.complete(null);
              }
            })
            .errorListener(errors);
    settings.token().ifPresent(token -> options.token(token.toCharArray()));
    Options built = (echo ? options : options.noEcho()).build();
    return new BoundedConnection(Nats.connect(built), bound, lost);
  }
}
