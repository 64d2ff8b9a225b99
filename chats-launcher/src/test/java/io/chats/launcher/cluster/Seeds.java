package io.chats.launcher.cluster;

import java.util.Random;

/** Where chance comes from: {@code -Dchats.cluster.seed=…}, or a new seed each time; printed. */
final class Seeds {

  private static final String SEED = "chats.cluster.seed";

  private Seeds() {}

  static long next(String what) {
    long seed = Long.getLong(SEED, new Random().nextLong());
    System.out.println(what + ": -D" + SEED + "=" + seed);
    return seed;
  }
}
