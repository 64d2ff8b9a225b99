package io.chats.adapter.websocket;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.api.OpenSession;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClientSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session that records every call and delivers posted messages to its own client at once. Tests
 * override the methods that should differ.
 */
class FakeSession implements OpenSession {

  static final Instant STORED_AT = Instant.parse("2026-01-02T03:04:05.006Z");

  private static final AtomicLong IDS = new AtomicLong();

  private final ClientSession client;
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ends = new AtomicInteger();

  FakeSession(ClientSession client) {
    this.client = client;
  }

  ClientSession client() {
    return client;
  }

  /** The calls in order: a name and ids. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  int ends() {
    return ends.get();
  }

  @Override
  public CompletionStage<Void> placed() {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<List<PostResult>> post(ChatId chat, List<NewMessage> messages) {
    calls.add("post " + chat + " " + messages.size());
    List<ShownMessage> shown = shown(chat, messages);
    client.send(new MessagesPosted(shown, List.of()));
    return CompletableFuture.completedFuture(shown.stream().<PostResult>map(Posted::new).toList());
  }

  private List<ShownMessage> shown(ChatId chat, List<NewMessage> messages) {
    List<ShownMessage> shown = new ArrayList<>();
    for (NewMessage message : messages) {
      long id = IDS.incrementAndGet();
      shown.add(
          new ShownMessage(
              new Message(
                  new MessageId(id),
                  id,
                  chat,
                  client.user(),
                  UserType.CLIENT,
                  message.clientId(),
                  message.content(),
                  STORED_AT,
                  false),
              MessageStatus.RECEIVED,
              Optional.empty(),
              false));
    }
    return shown;
  }

  @Override
  public void markRead(ChatId chat, MessageId upTo) {
    calls.add("read " + chat + " " + upTo);
  }

  @Override
  public void askOpponentStatus(ChatId chat) {
    calls.add("status " + chat);
  }

  @Override
  public void typing(ChatId chat, String status) {
    calls.add("typing " + chat + " " + status);
  }

  @Override
  public CompletionStage<Void> sync(List<ChatPosition> listed) {
    calls.add("sync " + listed.stream().map(p -> p.chat() + "@" + p.seq()).toList());
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void join(OrderId order) {
    calls.add("join " + order);
  }

  @Override
  public void close() {
    ends.incrementAndGet();
  }
}
