package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.application.api.ChatReading.MessagePage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /chats/chat/recent} and {@code /history}: messages after one, or before one. */
record MessagePageRequest(Pages pages, Function<MessagePage, Reply> replies) implements BusRequest {

  private static final int DEFAULT_COUNT = 50;

  /** The store cuts longer pages by their size, so that they hold no more than so many messages. */
  private static final int MAX_HELD = 128;

  /** Finds the page that begins after or before a message; without one, at the end of the chat. */
  @FunctionalInterface
  interface Pages {
    MessagePage find(ChatId chat, UserId user, Optional<MessageId> message, int count);
  }

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    ChatId chat = fields.chat("chat_id");
    UserId user = fields.user("user_id");
    Optional<MessageId> message = fields.optionalMessage("message_id");
    int count = fields.count("count", DEFAULT_COUNT);
    return RequestCall.read(
        chat,
        Math.min(count, MAX_HELD),
        () -> replies.apply(pages.find(chat, user, message, count)));
  }
}
