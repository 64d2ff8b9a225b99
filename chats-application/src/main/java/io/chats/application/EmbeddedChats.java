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
 * The product inside of another service: one node, over ports and with settings of that service's
 * choice. Safe for use by any thread.
 *
 * {@snippet file="io/chats/application/snippet/EmbeddingSnippets.java" region="embed"}
 *
 * <p>What was handed in is neither started nor closed, and must outlive the node: close this first,
 * and then the stores.
 */
public final class EmbeddedChats implements Chats, AutoCloseable {

  private final ChatsNode node;
  private final OwnThreads threads;

  EmbeddedChats(ChatsNode node, OwnThreads threads) {
    this.node = node;
    this.threads = threads;
  }

  /**
   * Begins with where chats and messages are kept, the only ports without a default. All four are
   * of the same storage. Does not block, and asks none of them anything.
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
   * Ends what the node does by itself, and the threads that it started; an executor and a timer
   * that were handed in go on. Blocks until what its own threads have in flight has ended, for 5 s
   * at most. Throws nothing; closing again changes nothing. Close sessions and listeners before:
   * those that are left are told nothing more. The node must not be used any more: what is asked of
   * it then may fail in any way, for example with {@link
   * java.util.concurrent.RejectedExecutionException}, or be done only in part.
   */
  @Override
  public void close() {
    node.close();
    threads.close();
  }
}
