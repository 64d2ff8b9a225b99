package io.chats.testing.contract;

import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;

/** The ports of one node's storage, with connections of its own, over data that nodes share. */
public interface Storage {

  ChatStore chats();

  MessageStore messages();

  MessageHistory history();

  ChatDirectory directory();

  ChangeFeed feed();
}
