package io.chats.application.api;

/** The whole product, by what is asked of it. */
public interface Chats {

  ChatAdministration administration();

  MessagePosting posting();

  ChatReading reading();

  UserNotification notification();

  SessionGateway sessions();
}
