package io.chats.testing.contract;

import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;

/** What one node has of a storage: the ports over the same data, with connections of its own. */
public interface Storage {

  ChatStore chats();

  MessageStore messages();

  MessageHistory history();

  ChatDirectory directory();
}
