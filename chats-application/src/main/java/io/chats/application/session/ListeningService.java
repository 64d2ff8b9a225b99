package io.chats.application.session;

import io.chats.application.api.EventListening;
import io.chats.application.api.OpenSession;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.FailureReporter;
import io.chats.support.SerialExecutor;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Opens sessions without a connection, whose events go to a listener. */
public record ListeningService(GatewayService gateway, FailureReporter failures, Executor executor)
    implements EventListening {

  @Override
  public Listening listen(UserId user, EventListener listener) {
    SerialExecutor queue =
        new SerialExecutor(
            executor, e -> failures.unforeseen(e, "listening", Map.of("user", user.toString())));
    SessionId id = new SessionId("listener-" + UUID.randomUUID());
    ListenerSession session = new ListenerSession(id, user, listener, queue);
    OpenSession open = gateway.open(session);
    session.onEnd(open::close, executor);
    return new ListenerHandle(open, session);
  }

  private record ListenerHandle(OpenSession open, ListenerSession session) implements Listening {

    @Override
    public CompletionStage<Void> placed() {
      return open.placed();
    }

    @Override
    public void close() {
      session.silence();
      open.close();
    }
  }
}
