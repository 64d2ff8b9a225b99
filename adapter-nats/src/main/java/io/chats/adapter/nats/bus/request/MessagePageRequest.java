package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /chats/chat/recent} and {@code /history}: messages after one, or before one. */
final class MessagePageRequest implements BusRequest {

  private static final int USUAL_COUNT = 50;

  /**
   * Longer pages are cut by what they hold: it is never more than that of so many long messages.
   */
  private static final int LONGEST = 128;

  private final Function<Page, Reply> pages;

  MessagePageRequest(Function<Page, Reply> pages) {
    this.pages = pages;
  }

  /**
   * What is asked for.
   *
   * @param message after or before which; empty: from the end
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
            fields.count("count", USUAL_COUNT));
    return RequestCall.read(page.chat(), Math.min(page.count(), LONGEST), () -> pages.apply(page));
  }
}
