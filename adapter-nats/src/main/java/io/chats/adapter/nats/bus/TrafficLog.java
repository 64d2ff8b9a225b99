package io.chats.adapter.nats.bus;

/** Is shown each request and its reply. Neither blocks nor throws; safe for use by any thread. */
public interface TrafficLog {

  /** What a log line and the report of a failure name a request by. */
  String REQUEST = "request";

  /**
   * A request came.
   *
   * @param id of the request, on this node and all others
   */
  void request(String id, byte[] request);

  /** It is answered. */
  void reply(String id, byte[] reply);

  /** Keeps nothing. */
  static TrafficLog none() {
    return new TrafficLog() {
      @Override
      public void request(String id, byte[] request) {}

      @Override
      public void reply(String id, byte[] reply) {}
    };
  }
}
