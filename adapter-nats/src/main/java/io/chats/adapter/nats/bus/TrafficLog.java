package io.chats.adapter.nats.bus;

/** Logs requests and replies. No method blocks or throws; safe for use by any thread. */
public interface TrafficLog {

  /**
   * Logs a request that arrived.
   *
   * @param id the request's own among all nodes
   */
  void request(String id, byte[] request);

  /** Logs the reply of a request. */
  void reply(String id, byte[] reply);

  /** A log that keeps nothing. */
  static TrafficLog none() {
    return new TrafficLog() {
      @Override
      public void request(String id, byte[] request) {}

      @Override
      public void reply(String id, byte[] reply) {}
    };
  }
}
