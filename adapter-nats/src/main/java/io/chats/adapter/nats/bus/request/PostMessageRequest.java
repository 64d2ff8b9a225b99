package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.application.api.MessagePosting;
import io.chats.application.api.MessagePosting.PostResult;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.RefusedException;
import io.chats.json.WireNames;
import java.util.List;

/** {@code POST /chats/message}: posts a message as a participant. */
record PostMessageRequest(MessagePosting posting, ChatReplies replies) implements BusRequest {

  @Override
  public RequestCall read(RequestBody body) {
    RequestFields fields = body.fields();
    ChatId chat = fields.chat("chat_id");
    UserId author = fields.user("user_id");
    List<NewMessage> messages = List.of(message(fields));
    return RequestCall.post(
        chat, () -> posting.post(chat, author, messages).thenApply(r -> reply(r.getFirst())));
  }

  private Reply reply(PostResult result) {
    return switch (result) {
      case MessagePosting.Posted posted -> replies.message(posted.message());
      case MessagePosting.Rejected rejected -> throw new RefusedException(rejected.refusal());
    };
  }

  private static NewMessage message(RequestFields fields) {
    Content content =
        new Content(
            fields.named("type", WireNames::messageType, ErrorCode.BAD_MESSAGE_TYPE),
            fields.text("message"),
            fields.strings("params"),
            fields.identifier("file_id").map(FileId::new));
    return new NewMessage(
        fields.identifier("client_message_id").map(ClientMessageId::new), content);
  }
}
