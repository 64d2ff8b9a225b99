package io.chats.launcher.cluster.harness;

import java.util.Random;

/** The seed of random numbers: {@code -Dchats.cluster.seed=…}, or a new one each time; printed. */
public final class RandomSeed {

  private static final String SEED = "chats.cluster.seed";

  private RandomSeed() {}

  public static long next(String what) {
    long seed = Long.getLong(SEED, new Random().nextLong());
    System.out.println(what + ": -D" + SEED + "=" + seed);
    return seed;
  }
}
