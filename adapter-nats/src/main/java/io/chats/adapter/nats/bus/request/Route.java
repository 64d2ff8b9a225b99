package io.chats.adapter.nats.bus.request;

import io.chats.domain.refusal.ErrorCode;

/**
 * A request that the API knows.
 *
 * @param method and {@code path}: the first of its spellings
 */
public record Route(String method, String path, BusRequest request) {

  /** Stands for whatever the API does not know: its names would be without bound. */
  public static final Route UNKNOWN = new Route("unknown", "unknown", body -> unknown());

  public RequestCall read(RequestBody body) {
    return request.read(body);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static RequestCall unknown() {
    throw new RejectedRequestException(
        ErrorCode.UNKNOWN_REQUEST, "there is no such method and path");
  }
}
