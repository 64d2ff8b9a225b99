package io.chats.adapter.nats.upstream;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a request to a service. */
sealed interface UpstreamReply {

  /** It answered. */
  record Data(JsonNode data) implements UpstreamReply {}

  /** It answered that it will not, or that there is no such thing. */
  record Refused() implements UpstreamReply {}

  /** It did not answer in time, is not there, failed itself, or what it said makes no sense. */
  record Unavailable() implements UpstreamReply {}
}
