package io.chats.adapter.nats.bus;

import java.util.concurrent.CompletionStage;

/** Carries out requests of the Bus API (spec 4). Safe for use by any thread. */
public interface BusApi {

  /**
   * Carries a request out. Neither blocks nor throws, whatever it is given; requests of one chat
   * are carried out in the order of the calls.
   *
   * @param request the envelope, JSON in UTF-8
   * @param maxReply the largest reply in bytes; lists and pages are cut to fit
   * @return the reply, JSON in UTF-8; it never fails, and completes within the time that a caller
   *     waits, on a thread that must not be blocked
   */
  CompletionStage<byte[]> handle(byte[] request, int maxReply);
}
