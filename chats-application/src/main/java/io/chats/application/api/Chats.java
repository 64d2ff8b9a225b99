package io.chats.application.api;

/**
 * The whole product, by what is asked of it. Each method gives the same part every time, without
 * blocking; the parts are safe for use by any thread.
 */
public interface Chats {

  /** Opens and closes chats, and says who takes part. */
  ChatAdministration administration();

  /** Posts messages. */
  MessagePosting posting();

  /** Reads chats and messages. */
  ChatReading reading();

  /** Marks messages as read. */
  ReadMarking marking();

  /** Lets the embedding service hear what happens. */
  EventListening listening();

  /** Shows users what is not stored. */
  UserNotification notification();

  /** Lets connected clients take part. */
  SessionGateway sessions();
}
