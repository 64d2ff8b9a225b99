package io.chats.benchmarks.load;

import java.util.List;

/** The pace of {@link Pace#rate}. */
final class OpenPace implements Pace {

  private final double nanosBetween;
  private final long start = System.nanoTime();
  private long posted;

  OpenPace(double perSecond) {
    this.nanosBetween = 1e9 / perSecond;
  }

  @Override
  public void go(List<Participant> participants) {
    long now = System.nanoTime();
    for (long due = due(); due <= now; due = due()) {
      participants.get((int) (posted++ % participants.size())).post(due);
    }
  }

  private long due() {
    return start + (long) (posted * nanosBetween);
  }
}
