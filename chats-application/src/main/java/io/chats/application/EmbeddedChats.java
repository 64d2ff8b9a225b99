package io.chats.application;

import io.chats.application.api.TypingTexts;
import io.chats.domain.model.Limits;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The product embedded in another service: one node over the ports, and with the settings, that the
 * service chooses. Safe for use by any thread.
 *
 * {@snippet file="io/chats/application/snippet/EmbeddingSnippets.java" region="embed"}
 *
 * <p>Ports, executor and timer that were handed in are neither started nor closed, and must outlive
 * the node: close this first, and then the stores.
 */
public final class EmbeddedChats extends ChatsNode {

  /** A caller who lists chats would rather have them without some names than wait longer. */
  private static final Duration LOOKUP_TIME = Duration.ofSeconds(1);

  /** The time that tasks in flight have to end. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final List<ExecutorService> ownThreads;

  /**
   * @param ownThreads the threads that the node does not share, in the order in which they end
   */
  EmbeddedChats(
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer,
      List<ExecutorService> ownThreads) {
    super(ports, limits, texts, LOOKUP_TIME, clock, System::nanoTime, executor, timer);
    this.ownThreads = List.copyOf(ownThreads);
  }

  /**
   * Begins with the ports of the storage of chats and messages, the only ones without a default.
   * All five must be of the same storage. Does not block, and does not call them.
   *
   * @throws NullPointerException if one is null
   */
  public static EmbeddedChatsBuilder over(
      ChatStore chats,
      MessageStore messages,
      MessageHistory history,
      ChatDirectory directory,
      ChangeFeed feed) {
    return new EmbeddedChatsBuilder(chats, messages, history, directory, feed);
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
    super.close();
    long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    for (ExecutorService service : ownThreads) {
      service.shutdown();
      if (!ends(service, end)) {
        service.shutdownNow();
      }
    }
  }

  private static boolean ends(ExecutorService service, long end) {
    try {
      return service.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
