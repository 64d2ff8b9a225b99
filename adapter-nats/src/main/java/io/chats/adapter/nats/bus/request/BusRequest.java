package io.chats.adapter.nats.bus.request;

/**
 * One kind of request of the Bus API: it decides which fields the request has, which use case it
 * calls, and what the reply looks like. The {@link Router} has its methods and paths.
 */
@FunctionalInterface
interface BusRequest {

  /**
   * Reads the request, without carrying it out. Called by one thread at a time; must not block.
   *
   * @throws RejectedRequestException if a field is wrong
   */
  RequestCall read(RequestBody body);
}
