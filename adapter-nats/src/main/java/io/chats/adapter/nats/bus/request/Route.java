package io.chats.adapter.nats.bus.request;

import io.chats.domain.refusal.ErrorCode;

/**
 * A known request; its name is the first of its spellings.
 *
 * @param method the method in upper case
 * @param path the path with a leading slash
 */
public record Route(String method, String path, BusRequest request) {

  /** Stands for every unknown request, so that metrics have a bounded number of names. */
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
