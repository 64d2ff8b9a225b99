package io.chats.adapter.nats.bus.request;

/** One kind of request: knows its fields, what is to be done, and the shape of the reply. */
@FunctionalInterface
interface BusRequest {

  /**
   * Reads the request, without doing anything.
   *
   * @throws RejectedRequestException if a field is not as it must be
   */
  RequestCall read(RequestBody body);
}
