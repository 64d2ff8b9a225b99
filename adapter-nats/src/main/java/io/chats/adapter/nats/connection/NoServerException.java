package io.chats.adapter.nats.connection;

/** No server could be connected to. The message says why, in plain words and without secrets. */
final class NoServerException extends Exception {

  private final boolean isRefusal;

  private NoServerException(String reason, boolean isRefusal) {
    super(reason, null, false, false);
    this.isRefusal = isRefusal;
  }

  /** A server is there, but something has to be put right before it takes this node. */
  static NoServerException refused(String reason) {
    return new NoServerException(reason, true);
  }

  static NoServerException unreachable(String reason) {
    return new NoServerException(reason, false);
  }

  /** Returns which of two failures tells operators more. */
  NoServerException or(NoServerException later) {
    return isRefusal ? this : later;
  }
}
