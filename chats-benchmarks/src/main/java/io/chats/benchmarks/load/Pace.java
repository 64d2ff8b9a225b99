package io.chats.benchmarks.load;

import java.util.List;

/** Decides when who posts. */
@FunctionalInterface
interface Pace {

  /** Lets those post whose time has come. */
  void go(List<Participant> participants);

  /** Closed loop: everybody always has so many messages in flight. */
  static Pace inFlight(int count) {
    return participants -> {
      for (Participant participant : participants) {
        while (participant.inFlight() < count) {
          participant.post(System.nanoTime());
        }
      }
    };
  }

  /**
   * Open loop: so many messages a second of all together, in turn, whatever is answered. A message
   * that is posted late, since the tool or the server was busy, counts from when it was due.
   */
  static Pace rate(double perSecond) {
    return new OpenPace(perSecond);
  }
}
