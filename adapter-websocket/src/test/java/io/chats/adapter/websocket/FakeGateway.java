package io.chats.adapter.websocket;

import io.chats.application.api.SessionGateway;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An application that only records its calls; the test decides how sessions behave. */
final class FakeGateway implements SessionGateway {

  private final Function<ClientSession, FakeSession> sessions;
  private final List<FakeSession> opened = new CopyOnWriteArrayList<>();

  FakeGateway(Function<ClientSession, FakeSession> sessions) {
    this.sessions = sessions;
  }

  @Override
  public FakeSession open(ClientSession client) {
    FakeSession session = sessions.apply(client);
    opened.add(session);
    return session;
  }

  @Override
  public FakeSession openForSync(ClientSession client) {
    FakeSession session = sessions.apply(client);
    opened.add(session);
    return session;
  }

  List<FakeSession> opened() {
    return List.copyOf(opened);
  }

  /** Drops the sessions, with everything that they hold. */
  void clear() {
    opened.clear();
  }

  List<FakeSession> openedBy(long user) {
    return opened.stream().filter(s -> s.client().user().equals(new UserId(user))).toList();
  }
}
