package io.chats.adapter.nats.bus;

import io.chats.application.api.ChatReading;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import java.util.Optional;

/**
 * What a page of messages is asked for with.
 *
 * @param message after or before which; empty: from the end
 */
record PageFields(ChatId chat, UserId user, Optional<MessageId> message, int count) {

  private static final int USUAL_COUNT = 50;

  static PageFields read(Fields fields) {
    return new PageFields(
        fields.chat("chat_id"),
        fields.user("user_id"),
        fields.optionalMessage("message_id"),
        Math.min(fields.count("count", USUAL_COUNT), ChatReading.MOST));
  }
}
