package io.chats.launcher.cluster.harness;

import java.util.Random;

/** Where chance comes from: {@code -Dchats.cluster.seed=…}, or a new seed each time; printed. */
public final class RandomSeed {

  private static final String SEED = "chats.cluster.seed";

  private RandomSeed() {}

  public static long next(String what) {
    long seed = Long.getLong(SEED, new Random().nextLong());
    System.out.println(what + ": -D" + SEED + "=" + seed);
    return seed;
  }
}
