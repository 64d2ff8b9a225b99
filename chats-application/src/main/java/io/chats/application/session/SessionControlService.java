package io.chats.application.session;

import io.chats.application.api.SessionControl;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession.CloseReason;
import io.chats.domain.port.ClusterBus;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers queries about the sessions of this node, and asks the others about theirs. */
public final class SessionControlService implements SessionControl {

  private static final Logger LOG = LoggerFactory.getLogger(SessionControlService.class);

  private final NodeId node;
  private final Sessions sessions;
  private final ClusterBus bus;

  /** Answers the queries of other nodes from now on. */
  public SessionControlService(NodeId node, Sessions sessions, ClusterBus bus) {
    this.node = node;
    this.sessions = sessions;
    this.bus = bus;
    bus.onQuery(this::answer);
  }

  @Override
  public CompletionStage<List<SessionAnswer>> find(UserId user) {
    return askAll(new SessionQuery.Find(user));
  }

  @Override
  public CompletionStage<List<SessionAnswer>> disconnect(UserId user, String reason) {
    return askAll(new SessionQuery.Close(user, reason));
  }

  private CompletionStage<List<SessionAnswer>> askAll(SessionQuery query) {
    SessionAnswer own = answer(query);
    return bus.ask(query)
        .thenApply(others -> Stream.concat(Stream.of(own), others.stream()).toList());
  }

  private SessionAnswer answer(SessionQuery query) {
    List<DeliverySession> connected =
        sessions.of(query.user()).stream().filter(it -> it.origin().isPresent()).toList();
    if (query instanceof SessionQuery.Close close && !connected.isEmpty()) {
      connected.forEach(session -> session.close(CloseReason.DISCONNECTED));
      LOG.atInfo()
          .addKeyValue("user", close.user())
          .log("A service disconnected {} sessions: {}", connected.size(), close.reason());
    }
    return new SessionAnswer(node, connected.stream().map(SessionControlService::shown).toList());
  }

  private static SessionAnswer.Session shown(DeliverySession session) {
    var origin = session.origin().orElseThrow();
    return new SessionAnswer.Session(session.id(), origin.since(), origin.address());
  }
}
