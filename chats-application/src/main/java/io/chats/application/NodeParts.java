package io.chats.application;

import io.chats.application.api.TypingTexts;
import io.chats.application.chat.PostingService;
import io.chats.application.delivery.RoomServices;
import io.chats.application.delivery.Rooms;
import io.chats.application.gateway.SessionActions;
import io.chats.application.lookup.Presenter;
import io.chats.application.session.AbsentClients;
import io.chats.application.session.Announcer;
import io.chats.application.session.Attendance;
import io.chats.application.session.PresenceWatch;
import io.chats.application.session.Sessions;
import io.chats.application.sync.SyncServices;
import io.chats.application.sync.SyncTurns;
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
        new RoomServices(
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

  static PresenceWatch watch(Ports ports, Announcer announcer, Sessions sessions) {
    return new PresenceWatch(
        ports.presenceRegistry(),
        announcer,
        new AbsentClients(ports.presenceRegistry(), ports.chatDirectory(), sessions),
        ports.failureReporter());
  }

  static Sessions sessions(
      Ports ports, Rooms rooms, Attendance attendance, Clock clock, Executor executor) {
    return new Sessions(
        rooms,
        ports.chatDirectory(),
        ports.clusterBus(),
        attendance,
        ports.failureReporter(),
        clock,
        executor);
  }

  static SyncServices syncing(
      Ports ports, Presenter presenter, Rooms rooms, Clock clock, Executor executor) {
    return new SyncServices(
        ports.chatStore(),
        ports.chatDirectory(),
        ports.messageHistory(),
        presenter,
        rooms,
        new SyncTurns(),
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
