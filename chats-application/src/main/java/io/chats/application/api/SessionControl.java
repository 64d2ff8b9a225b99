package io.chats.application.api;

import io.chats.domain.event.SessionAnswer;
import io.chats.domain.id.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The sessions of connected clients, on all nodes. Safe for use by any thread; no method blocks.
 *
 * <p>Each result completes within half a second, and never fails. It has the answer of this node
 * first, and one of each other node that answered in time. A node that is cut off, hangs, or is of
 * a version without such queries is missing: compare the number of answers with that of your nodes,
 * and ask again.
 */
public interface SessionControl {

  /** The sessions of a user, those in the middle of their handshake not included. */
  CompletionStage<List<SessionAnswer>> find(UserId user);

  /**
   * Closes the sessions that a user has. It keeps nobody from connecting again: withdraw the user's
   * token first.
   *
   * @param reason for the log
   * @return the sessions that were closed
   */
  CompletionStage<List<SessionAnswer>> disconnect(UserId user, String reason);
}
