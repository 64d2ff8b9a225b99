package io.chats.benchmarks.micro;

import io.chats.application.api.ChatReading;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Returns the same chat for each request, and nothing else. */
record OneChat(ShownChat shown) implements ChatReading {

  @Override
  public CompletionStage<ShownChat> chat(ChatId id, UserId user) {
    return CompletableFuture.completedFuture(shown);
  }

  @Override
  public ChatList activeChats(UserId user, Optional<ChatId> before, int count) {
    return new ChatList(List.of(shown), false);
  }

  @Override
  public ChatList chats(UserId user, List<ChatId> among) {
    return new ChatList(List.of(shown), false);
  }

  @Override
  public ChatList latestChats(List<OrderParticipant> pairs) {
    return new ChatList(List.of(shown), false);
  }

  @Override
  public MessagePage recent(ChatId chat, UserId user, Optional<MessageId> after, int count) {
    return new MessagePage(List.of(), List.of(), false);
  }

  @Override
  public MessagePage history(ChatId chat, UserId user, Optional<MessageId> before, int count) {
    return new MessagePage(List.of(), List.of(), false);
  }
}
