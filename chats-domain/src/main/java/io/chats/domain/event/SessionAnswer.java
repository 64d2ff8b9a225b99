package io.chats.domain.event;

import io.chats.domain.id.NodeId;
import io.chats.domain.id.SessionId;
import java.time.Instant;
import java.util.List;

/**
 * The answer of one node to a {@link SessionQuery}.
 *
 * @param sessions those that the user has there, or that were closed; in no order, possibly none
 */
public record SessionAnswer(NodeId node, List<Session> sessions) {

  public SessionAnswer {
    sessions = List.copyOf(sessions);
  }

  /**
   * A session of a connected client.
   *
   * @param since the time of its handshake
   * @param address of the client, as the node sees it
   */
  public record Session(SessionId id, Instant since, String address) {}
}
