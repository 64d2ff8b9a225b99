package io.chats.application;

import io.chats.application.api.ChatAdministration;
import io.chats.application.api.ChatReading;
import io.chats.application.api.Chats;
import io.chats.application.api.EventListening;
import io.chats.application.api.MessagePosting;
import io.chats.application.api.ReadMarking;
import io.chats.application.api.SessionGateway;
import io.chats.application.api.UserNotification;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;

/**
 * The product embedded in another service: one node over the ports, and with the settings, that the
 * service chooses. Safe for use by any thread.
 *
 * {@snippet file="io/chats/application/snippet/EmbeddingSnippets.java" region="embed"}
 *
 * <p>Ports, executor and timer that were handed in are neither started nor closed, and must outlive
 * the node: close this first, and then the stores.
 */
public final class EmbeddedChats implements Chats, AutoCloseable {

  private final ChatsNode node;
  private final OwnThreads threads;

  EmbeddedChats(ChatsNode node, OwnThreads threads) {
    this.node = node;
    this.threads = threads;
  }

  /**
   * Begins with the ports of the storage of chats and messages, the only ones without a default.
   * All four must be of the same storage. Does not block, and does not call them.
   *
   * @throws NullPointerException if one is null
   */
  public static EmbeddedChatsBuilder over(
      ChatStore chats, MessageStore messages, MessageHistory history, ChatDirectory directory) {
    return new EmbeddedChatsBuilder(chats, messages, history, directory);
  }

  @Override
  public ChatAdministration administration() {
    return node.administration();
  }

  @Override
  public MessagePosting posting() {
    return node.posting();
  }

  @Override
  public ChatReading reading() {
    return node.reading();
  }

  @Override
  public ReadMarking marking() {
    return node.marking();
  }

  @Override
  public EventListening listening() {
    return node.listening();
  }

  @Override
  public UserNotification notification() {
    return node.notification();
  }

  @Override
  public SessionGateway sessions() {
    return node.sessions();
  }

  /**
   * Ends the periodic tasks of the node and the threads that it started; an executor and a timer
   * that were handed in go on. Blocks until the tasks of its own threads have ended, for 5 s at
   * most. Throws nothing; closing again changes nothing. Close sessions and listeners before this:
   * open ones are sent nothing more. The node must not be used afterwards: a call may then fail in
   * any way, for example with {@link java.util.concurrent.RejectedExecutionException}, or be
   * carried out only in part.
   */
  @Override
  public void close() {
    node.close();
    threads.close();
  }
}
