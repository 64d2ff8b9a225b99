package io.chats.adapter.websocket.connection;

import java.util.Locale;

/** The reasons why connections are cut without a close frame, or never accepted. */
public enum CutReason {
  /** The peer sent nothing for too long. */
  SILENT("the peer was silent"),
  /** The peer did not read the close frame, or did not answer it in time. */
  NOT_CLOSED("the peer did not close in time"),
  /** The request for a connection was not complete in time. */
  HANDSHAKE_TIMEOUT("a request was not complete in time"),
  /** There were too many incomplete requests, and this one was the oldest. */
  TOO_MANY_HANDSHAKES("too many requests were incomplete"),
  /** This process may not open more files. */
  NO_DESCRIPTOR("this process may open no more files, so no connection is accepted"),
  /** Something failed here; the failure is reported where it is not due to the client. */
  FAILURE("a failure");

  private final String text;

  CutReason(String text) {
    this.text = text;
  }

  /** As it stands in the metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it stands in the log. */
  String text() {
    return text;
  }
}
