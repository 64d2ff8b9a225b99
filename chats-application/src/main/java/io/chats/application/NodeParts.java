package io.chats.application;

import io.chats.application.api.TypingTexts;
import io.chats.application.delivery.DeliveryContext;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.SyncContext;
import io.chats.application.delivery.sync.SyncLimiter;
import io.chats.application.lookup.Presenter;
import io.chats.application.presence.AbsentClientNotifier;
import io.chats.application.presence.PresenceAnnouncer;
import io.chats.application.presence.PresenceReporter;
import io.chats.application.presence.PresenceWatch;
import io.chats.application.session.SessionActions;
import io.chats.application.session.Sessions;
import io.chats.application.usecase.PostingService;
import io.chats.domain.model.Limits;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Hands the parts of a node the ports that they need. */
final class NodeParts {

  private NodeParts() {}

  static Rooms rooms(
      Ports ports,
      Presenter presenter,
      TypingTexts texts,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    return new Rooms(
        new DeliveryContext(
            ports.chatStore(),
            ports.messageHistory(),
            ports.clusterBus(),
            presenter,
            texts,
            ports.failureReporter(),
            clock,
            executor,
            timer));
  }

  static PresenceWatch watch(Ports ports, PresenceAnnouncer announcer, Sessions sessions) {
    return new PresenceWatch(
        ports.presenceRegistry(),
        announcer,
        new AbsentClientNotifier(ports.presenceRegistry(), ports.chatDirectory(), sessions),
        ports.failureReporter());
  }

  static Sessions sessions(
      Ports ports, Rooms rooms, PresenceReporter attendance, Clock clock, Executor executor) {
    return new Sessions(
        rooms,
        ports.chatDirectory(),
        ports.clusterBus(),
        attendance,
        ports.failureReporter(),
        clock,
        executor);
  }

  static SyncContext syncing(
      Ports ports, Presenter presenter, Rooms rooms, Clock clock, Executor executor) {
    return new SyncContext(
        ports.chatStore(),
        ports.chatDirectory(),
        ports.messageHistory(),
        presenter,
        rooms,
        new SyncLimiter(),
        clock,
        executor);
  }

  static SessionActions actions(
      Ports ports, PostingService posting, Rooms rooms, Limits limits, Clock clock) {
    return new SessionActions(
        ports.chatStore(),
        posting,
        rooms,
        ports.presenceRegistry(),
        ports.consultationService(),
        limits,
        clock);
  }
}
