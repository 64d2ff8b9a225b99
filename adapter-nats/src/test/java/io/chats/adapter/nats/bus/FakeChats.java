package io.chats.adapter.nats.bus;

import io.chats.application.api.ChatAdministration;
import io.chats.application.api.ChatReading;
import io.chats.application.api.Chats;
import io.chats.application.api.EventListening;
import io.chats.application.api.MessagePosting;
import io.chats.application.api.ReadMarking;
import io.chats.application.api.SessionControl;
import io.chats.application.api.SessionGateway;
import io.chats.application.api.UserNotification;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** An application that records its calls, and answers as the test sets it up. */
final class FakeChats
    implements Chats,
        ChatAdministration,
        ChatReading,
        MessagePosting,
        SessionControl,
        UserNotification {

  /** The calls in order: the method and its arguments. */
  final Queue<String> calls = new ConcurrentLinkedQueue<>();

  /** The messages that were posted. */
  final Queue<NewMessage> posted = new ConcurrentLinkedQueue<>();

  /** The events that were sent to users. */
  final Queue<ClientEvent> shown = new ConcurrentLinkedQueue<>();

  /** Is called with each call before it is recorded; may block or throw. */
  volatile Consumer<String> before = call -> {};

  volatile CompletionStage<List<PostResult>> postResult =
      CompletableFuture.completedFuture(List.of(new Posted(Samples.shown(1))));
  volatile Presence presence = Presence.ONLINE;
  volatile ShownChat chat = Samples.chat(1);
  volatile ChatList list = new ChatList(List.of(), false);
  volatile MessagePage page = new MessagePage(List.of(), List.of(), false);

  volatile List<SessionAnswer> nodes =
      List.of(new SessionAnswer(new NodeId("chats-1"), List.of(Samples.session(1))));

  /** Answers every request for a page with so many messages. */
  void hasMessages(int count) {
    page =
        new MessagePage(
            IntStream.rangeClosed(1, count).mapToObj(Samples::shown).toList(),
            List.of(Samples.profile(7), Samples.profile(8)),
            false);
  }

  void hasChats(int count) {
    list = new ChatList(IntStream.rangeClosed(1, count).mapToObj(Samples::chat).toList(), false);
  }

  @Override
  public ChatAdministration administration() {
    return this;
  }

  @Override
  public MessagePosting posting() {
    return this;
  }

  @Override
  public ChatReading reading() {
    return this;
  }

  @Override
  public UserNotification notification() {
    return this;
  }

  @Override
  public SessionControl control() {
    return this;
  }

  @Override
  public CompletionStage<List<SessionAnswer>> find(UserId user) {
    called("find", user);
    return CompletableFuture.completedFuture(nodes);
  }

  @Override
  public CompletionStage<List<SessionAnswer>> disconnect(UserId user, String reason) {
    called("disconnect", user, reason);
    return CompletableFuture.completedFuture(nodes);
  }

  @Override
  public ReadMarking marking() {
    throw new UnsupportedOperationException("the bus marks nothing");
  }

  @Override
  public EventListening listening() {
    throw new UnsupportedOperationException("the bus does not listen");
  }

  @Override
  public SessionGateway sessions() {
    throw new UnsupportedOperationException("the bus has no sessions");
  }

  @Override
  public ChatId open(OrderId order, Optional<RequestId> request) {
    called("open", order, request);
    return new ChatId(77);
  }

  @Override
  public void subscribe(ChatId chat, UserId user, UserType type) {
    called("subscribe", chat, user, type);
  }

  @Override
  public void unsubscribe(ChatId chat, UserId user) {
    called("unsubscribe", chat, user);
  }

  @Override
  public void handOver(ChatId chat, UserId oldUser, UserId newUser) {
    called("handOver", chat, oldUser, newUser);
  }

  @Override
  public void close(ChatId chat) {
    called("close", chat);
  }

  @Override
  public ChatList activeChats(UserId user, Optional<ChatId> before, int count) {
    called("activeChats", user, before, count);
    return list;
  }

  @Override
  public ChatList chats(UserId user, List<ChatId> among) {
    called("chats", user, among);
    return list;
  }

  @Override
  public CompletionStage<ShownChat> chat(ChatId id, UserId user) {
    return CompletableFuture.supplyAsync(
        () -> {
          called("chat", id, user);
          return chat;
        },
        task -> Thread.ofVirtual().start(task));
  }

  @Override
  public ChatList latestChats(List<OrderParticipant> pairs) {
    called("latestChats", pairs.stream().map(p -> p.order() + "/" + p.user()).toList());
    return list;
  }

  @Override
  public MessagePage recent(ChatId chat, UserId user, Optional<MessageId> after, int count) {
    called("recent", chat, user, after, count);
    return page;
  }

  @Override
  public MessagePage history(ChatId chat, UserId user, Optional<MessageId> before, int count) {
    called("history", chat, user, before, count);
    return page;
  }

  @Override
  public CompletionStage<List<PostResult>> post(
      ChatId chat, UserId author, List<NewMessage> messages) {
    called("post", chat, author);
    posted.addAll(messages);
    return postResult;
  }

  @Override
  public Presence show(UserId user, ClientEvent event) {
    called("show", user);
    shown.add(event);
    return presence;
  }

  private void called(String method, Object... arguments) {
    StringBuilder call = new StringBuilder(method);
    for (Object argument : arguments) {
      call.append(' ');
      call.append(
          argument instanceof Optional<?> o ? o.map(Object::toString).orElse("-") : argument);
    }
    before.accept(call.toString());
    calls.add(call.toString());
  }
}
