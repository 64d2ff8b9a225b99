package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /chats/chat/recent} and {@code /history}: messages after one, or before one. */
record MessagePageRequest(Function<Page, Reply> pages) implements BusRequest {

  private static final int DEFAULT_COUNT = 50;

  /** The store cuts longer pages by their size, so that they hold no more than so many messages. */
  private static final int MAX_HELD = 128;

  /**
   * The page that a request asks for.
   *
   * @param message the message after or before which it begins; empty for the end of the chat
   */
  record Page(ChatId chat, UserId user, Optional<MessageId> message, int count) {}

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    Page page =
        new Page(
            fields.chat("chat_id"),
            fields.user("user_id"),
            fields.optionalMessage("message_id"),
            fields.count("count", DEFAULT_COUNT));
    return RequestCall.read(page.chat(), Math.min(page.count(), MAX_HELD), () -> pages.apply(page));
  }
}
