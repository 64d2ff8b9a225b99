package io.chats.adapter.nats.connection;

import io.chats.adapter.nats.connection.BoundedConnection.OutgoingLimit;
import io.chats.adapter.nats.connection.NatsCredentials.CredentialsFile;
import io.chats.adapter.nats.connection.NatsCredentials.None;
import io.chats.adapter.nats.connection.NatsCredentials.Token;
import io.chats.adapter.nats.connection.NatsCredentials.UserPassword;
import io.chats.adapter.nats.connection.ServerAddresses.Server;
import io.chats.support.tls.TlsFiles;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private final ServerAddresses addresses;

  ServerConnector(NatsSettings settings, String link, boolean echo, ErrorListener errors) {
    this.settings = settings;
    this.link = link;
    this.echo = echo;
    this.errors = errors;
    this.addresses =
        new ServerAddresses(settings.urls(), !(settings.credentials() instanceof None));
  }

  /**
   * Tries each known server once, in random order, so that nodes spread over them.
   *
   * @throws NoServerException if no server accepts the connection
   */
  BoundedConnection connect() throws NoServerException, InterruptedException {
    List<Server> shuffled = new ArrayList<>(addresses.all());
    Collections.shuffle(shuffled);
    NoServerException failure = NoServerException.unreachable("it cannot be reached");
    for (Server server : shuffled) {
      try {
        return connect(server);
      } catch (NoServerException e) {
        failure = failure.or(e);
      }
    }
    throw failure;
  }

  private BoundedConnection connect(Server server) throws NoServerException, InterruptedException {
    ConnectFailures failures = new ConnectFailures(errors);
    OutgoingLimit bound = new OutgoingLimit();
    CompletableFuture<Void> lost = new CompletableFuture<>();
    Options options = options(server, bound, lost, failures);
    try {
      Connection connection = Nats.connect(options);
      addresses.learn(connection.getServers());
      return new BoundedConnection(connection, bound, lost);
    } catch (AuthenticationException e) {
      throw NoServerException.refused("it refuses " + refused(server));
    } catch (IOException | RuntimeException e) {
      throw failures.explain(e, usesTls() && files().identity().isEmpty());
    }
  }

  private String refused(Server server) {
    return server.hasCredentials()
        ? "the user, the password or the token in its URL"
        : settings.credentials().description();
  }

  /**
   * The library gets one server and one attempt. Its own reconnecting gives up for good when a
   * server refuses the token twice, and one way to reconnect is easier to trust than two.
   */
  private Options options(
      Server server, OutgoingLimit bound, CompletableFuture<Void> lost, ErrorListener listener)
      throws NoServerException {
    Options.Builder options =
        Options.builder()
            .server(server.url())
            .connectionName(settings.name() + " " + link)
            .connectionTimeout(TO_CONNECT)
            .pingInterval(PING)
            .maxPingsOut(MAX_UNANSWERED_PINGS)
            .maxReconnects(0)
            .maxMessagesInOutgoingQueue(0) // unbounded: OutgoingLimit bounds it
            .statisticsCollector(bound)
            .connectionListener((connection, event) -> happened(connection, event, lost))
            .errorListener(listener);
    try {
      authenticate(options);
      encrypt(options, server);
    } catch (IOException e) {
      throw NoServerException.refused(e.getMessage());
    }
    return (echo ? options : options.noEcho()).build();
  }

  private void happened(Connection connection, Events event, CompletableFuture<Void> lost) {
    switch (event) {
      case DISCONNECTED, CLOSED -> lost.complete(null);
      case DISCOVERED_SERVERS -> addresses.learn(connection.getServers());
      default -> {}
    }
  }

  private void authenticate(Options.Builder options) throws IOException {
    switch (settings.credentials()) {
      case None none -> {}
      case Token token -> options.token(token.token().toCharArray());
      case UserPassword user ->
          options.userInfo(user.user().toCharArray(), user.password().toCharArray());
      case CredentialsFile credentials ->
          options.authHandler(CredentialsReader.handler(credentials.file()));
    }
  }

  private void encrypt(Options.Builder options, Server server) throws IOException {
    if (usesTls()) {
      options.sslContext(new NamedTls(files().context(), server.certificateName()));
    }
  }

  private boolean usesTls() {
    return settings.tls().isPresent() || addresses.isSecure();
  }

  private TlsFiles files() {
    return settings.tls().orElse(TlsFiles.NONE);
  }
}
