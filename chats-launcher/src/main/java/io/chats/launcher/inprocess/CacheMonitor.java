package io.chats.launcher.inprocess;

/** Is told how a cache and the one behind it do. Neither blocks nor throws. */
public interface CacheMonitor {

  /** So many were found in memory, and so many were not. */
  void near(int hits, int misses);

  /** Of those not found in memory, so many were found in the cache behind, and so many were not. */
  void far(int hits, int misses);

  /** One that forgets. */
  static CacheMonitor none() {
    return new CacheMonitor() {
      @Override
      public void near(int hits, int misses) {}

      @Override
      public void far(int hits, int misses) {}
    };
  }
}
