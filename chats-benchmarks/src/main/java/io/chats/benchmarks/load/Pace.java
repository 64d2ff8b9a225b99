package io.chats.benchmarks.load;

import java.util.List;

/** Decides when each participant posts. */
@FunctionalInterface
interface Pace {

  /** Makes the participants post whose time has come. */
  void go(List<Participant> participants);

  /** Closed loop: each participant always has the given number of messages in flight. */
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
   * Open loop: all participants together post at this rate, in turn, however the server answers.
   * The latency of a message that is posted late, since the tool or the server was busy, begins
   * when it was due.
   */
  static Pace rate(double perSecond) {
    return new OpenPace(perSecond);
  }
}
