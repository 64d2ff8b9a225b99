package io.chats.application.presence;

import io.chats.application.delivery.Rooms;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import io.chats.support.DelayedTask;
import io.chats.support.SerialExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Sends the signals that announce the presence of users in their chats, at a bounded rate: a bot in
 * 20,000 chats takes 20 s, and keeps neither other users nor messages waiting. Used in one serial
 * executor; blocks on the registry.
 */
final class PresenceSignals {

  /** Makes 20,000 signals a second. */
  private static final int MAX_AT_A_TIME = 2_000;

  private static final int MAX_OF_A_USER_AT_A_TIME = 100;

  /** When as many wait, no further users should be added. */
  private static final int MANY = 50_000;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final PresenceRegistry presence;
  private final ConsultationService consultations;
  private final Rooms rooms;
  private final IsolatedCalls calls;
  private final DelayedTask next;

  /** The users whose presence is being announced, the next one first. */
  private final Map<UserId, Run> runs = new LinkedHashMap<>();

  private long waiting;

  PresenceSignals(
      PresenceRegistry presence,
      ConsultationService consultations,
      Rooms rooms,
      IsolatedCalls calls,
      SerialExecutor queue,
      ScheduledExecutorService timer) {
    this.presence = presence;
    this.consultations = consultations;
    this.rooms = rooms;
    this.calls = calls;
    this.next = new DelayedTask(timer, queue, this::sendSome);
  }

  /** Returns whether many signals wait. */
  boolean areMany() {
    return waiting >= MANY;
  }

  /** Adds the signals of a user, in place of those of the same user that still wait. */
  void add(UserId user, Presence now, List<ChatId> chats) {
    take(user);
    runs.put(user, new Run(now, chats));
    waiting += chats.size();
    calls.run(user, () -> consultations.presence(user, now == Presence.ONLINE));
  }

  /** Sends some of the signals now, unless a pause is on, and the rest by and by. */
  void send() {
    if (!next.isPending()) {
      sendSome();
    }
  }

  private Run take(UserId user) {
    Run run = runs.remove(user);
    waiting -= run == null ? 0 : run.left();
    return run;
  }

  private void sendSome() {
    boolean isCorrected = false;
    try {
      isCorrected = correct(sendEachSome());
    } finally {
      if (!runs.isEmpty()) {
        next.runIn(isCorrected ? Duration.ZERO : PAUSE);
      }
    }
  }

  /** Sends some signals of each user in turn; returns the users of whom any were sent. */
  private Map<UserId, Run> sendEachSome() {
    Map<UserId, Run> served = new LinkedHashMap<>();
    int left = MAX_AT_A_TIME;
    for (UserId user : List.copyOf(runs.keySet())) {
      if (left == 0) {
        break;
      }
      Run run = take(user);
      served.put(user, run);
      left -= send(user, run, Math.min(left, MAX_OF_A_USER_AT_A_TIME));
      if (run.left() > 0) {
        runs.put(user, run); // behind those who are waiting
        waiting += run.left();
      }
    }
    return served;
  }

  private int send(UserId user, Run run, int max) {
    List<ChatId> chats = run.take(max);
    for (ChatId chat : chats) {
      ChatSignal signal = new ChatSignal(chat, user, new ChatSignal.PresenceChanged(run.presence));
      calls.run(user, () -> rooms.announce(signal));
    }
    return chats.size();
  }

  /**
   * Begins anew with users who have changed meanwhile, so that the last announcement is right.
   * Returns whether there are any.
   */
  private boolean correct(Map<UserId, Run> served) {
    Map<UserId, Presence> now = calls.call(served.keySet(), presence::of).found();
    now.values().removeIf(Presence.UNKNOWN::equals);
    now.entrySet().removeIf(is -> is.getValue() == served.get(is.getKey()).presence);
    now.forEach((user, is) -> add(user, is, served.get(user).chats));
    return !now.isEmpty();
  }

  /** The announcement of one user. */
  private static final class Run {

    private final Presence presence;
    private final List<ChatId> chats;
    private int sent;

    Run(Presence presence, List<ChatId> chats) {
      this.presence = presence;
      this.chats = List.copyOf(chats);
    }

    int left() {
      return chats.size() - sent;
    }

    List<ChatId> take(int max) {
      int from = sent;
      sent = Math.min(chats.size(), from + max);
      return new ArrayList<>(chats.subList(from, sent));
    }
  }
}
