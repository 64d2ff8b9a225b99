package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;

/** The outcome of a request to another service. */
sealed interface UpstreamReply {

  /** The service replied with data. */
  record Data(JsonNode data) implements UpstreamReply {}

  /** The service replied with an error that refuses the request, or there is no such thing. */
  record Refused() implements UpstreamReply {}

  /** There was no reply in time, the service failed, or its reply is not readable. */
  record Unavailable() implements UpstreamReply {}
}
