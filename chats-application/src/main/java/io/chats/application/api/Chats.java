package io.chats.application.api;

/**
 * The whole inbound API. Each method returns the same part every time, without blocking; the parts
 * are safe for use by any thread.
 */
public interface Chats {

  /** Opens and closes chats, and changes their participants. */
  ChatAdministration administration();

  /** Posts messages. */
  MessagePosting posting();

  /** Reads chats and messages. */
  ChatReading reading();

  /** Marks messages as read. */
  ReadMarking marking();

  /** Passes events to the embedding service. */
  EventListening listening();

  /** Sends users events that are not stored. */
  UserNotification notification();

  /** Finds and closes sessions on all nodes. */
  SessionControl control();

  /** Opens sessions of connected clients. */
  SessionGateway sessions();
}
