package io.chats.testing.contract;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Content;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatStore.Changed;
import io.chats.domain.port.ChatStore.Marked;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opens chats, adds participants and posts messages through the ports of a storage, and waits for
 * each. All users and orders of one instance are new ones.
 */
public final class TestChats {

  public static final Instant AT = Instant.parse("2020-03-29T01:30:00.123Z");

  private static final long TIMEOUT = 20;

  private final Storage storage;
  private long nextId = ThreadLocalRandom.current().nextLong(1L << 40) + 1;

  public TestChats(Storage storage) {
    this.storage = storage;
  }

  public UserId user() {
    return new UserId(nextId++);
  }

  public OrderId order() {
    return new OrderId(nextId++);
  }

  /** Opens a chat of a new order. */
  public ChatId chat() {
    return chat(order());
  }

  public ChatId chat(OrderId order) {
    return storage.chats().open(order, Optional.empty(), AT);
  }

  /** Opens a chat of a new order with this client and this doctor. */
  public ChatId chat(UserId client, UserId doctor) {
    ChatId chat = chat();
    join(chat, client, UserType.CLIENT);
    join(chat, doctor, UserType.DOCTOR);
    return chat;
  }

  public Changed join(ChatId chat, UserId user, UserType type) {
    return storage.chats().change(chat, AT, now -> now.subscribe(user, type));
  }

  public Changed leave(ChatId chat, UserId user) {
    return storage.chats().change(chat, AT, now -> now.unsubscribe(user));
  }

  public Changed handOver(ChatId chat, UserId from, UserId to) {
    return storage.chats().change(chat, AT, now -> now.handOver(from, to));
  }

  public Changed close(ChatId chat) {
    return storage.chats().change(chat, AT, Conversation::close);
  }

  public Conversation find(ChatId chat) {
    return storage.chats().find(chat).orElseThrow();
  }

  public Marked read(ChatId chat, UserId reader, MessageId upTo) {
    return storage.chats().markRead(chat, reader, upTo, AT);
  }

  /** Posts texts without client ids, in one request, and returns the messages stored. */
  public List<Message> say(ChatId chat, UserId author, String... texts) {
    return post(chat, author, Stream.of(texts).map(TestChats::text).toArray(NewMessage[]::new))
        .stored();
  }

  public Appended post(ChatId chat, UserId author, NewMessage... messages) {
    return await(storage.messages().append(chat, author, List.of(messages)));
  }

  public List<Message> all(ChatId chat) {
    return storage.history().afterSeq(chat, 0, Integer.MAX_VALUE);
  }

  public static NewMessage text(String text) {
    return new NewMessage(Optional.empty(), Content.text(text));
  }

  public static NewMessage text(String clientId, String text) {
    return new NewMessage(Optional.of(new ClientMessageId(clientId)), Content.text(text));
  }

  public static NewMessage system(String text) {
    return new NewMessage(
        Optional.empty(), new Content(MessageType.SYSTEM, text, Map.of(), Optional.empty()));
  }

  /**
   * Waits for the stage and returns its result.
   *
   * @throws RuntimeException with which the stage failed
   * @throws java.util.concurrent.CompletionException if it fails with another exception, or is not
   *     done within 20 seconds
   */
  public static <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    try {
      return future.orTimeout(TIMEOUT, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
