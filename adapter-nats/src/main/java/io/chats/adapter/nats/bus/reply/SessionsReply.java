package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.domain.event.SessionAnswer;
import java.util.ArrayList;
import java.util.List;

/** The sessions of a user on the nodes that answered, of which those that fit are sent. */
record SessionsReply(List<SessionAnswer> nodes, WireWriter wire) implements Reply {

  private static final byte[] SESSIONS = ReplyEnvelope.ascii("{\"sessions\":");

  /** As all lists of the Bus API. */
  private static final int MAX_SESSIONS = 1_000;

  @Override
  public byte[] encoded(int maxBytes) {
    byte[] end = ReplyEnvelope.ascii(",\"nodes\":" + nodes.size() + "}");
    int left = maxBytes - ReplyEnvelope.SIZE - SESSIONS.length - end.length - 2;
    List<byte[]> kept = new ArrayList<>();
    boolean more = false;
    for (byte[] session : sessions()) {
      left -= session.length + 1;
      more = left < 0 || kept.size() == MAX_SESSIONS;
      if (more) {
        break;
      }
      kept.add(session);
    }
    byte[] data = ReplyEnvelope.joined(SESSIONS, ReplyEnvelope.array(kept), end);
    return ReplyEnvelope.around(data, more);
  }

  private List<byte[]> sessions() {
    return nodes.stream()
        .flatMap(node ->
            node.sessions().stream()
                .map(it -> Json.object(json -> wire.session(json, node.node(), it))))
        .toList();
  }
}
