package io.chats.adapter.nats.bus.reply;

import io.chats.application.api.ChatReading.MessagePage;
import io.chats.domain.event.ShownMessage;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Messages with their authors, of which those that fit are sent, without a gap between them.
 *
 * @param keepsNewest whether the newest messages are kept when not all fit; else the oldest
 */
record PageReply(MessagePage page, boolean keepsNewest, WireWriter wire) implements Reply {

  private static final byte[] MESSAGES = ReplyEnvelope.ascii("{\"messages\":");
  private static final byte[] USERS = ReplyEnvelope.ascii(",\"users\":");
  private static final byte[] END = ReplyEnvelope.ascii("}");
  private static final int SIZE = MESSAGES.length + USERS.length + END.length + 4;

  @Override
  public byte[] encoded(int maxBytes) {
    PageCut cut = new PageCut(page.users(), wire, maxBytes - ReplyEnvelope.SIZE - SIZE);
    for (ShownMessage message : keepsNewest ? page.messages().reversed() : page.messages()) {
      if (!cut.add(message)) {
        break;
      }
    }
    List<byte[]> kept = cut.messages();
    if (kept.isEmpty() && !page.messages().isEmpty()) {
      // An empty page with has_more would make the client ask for ever.
      throw new ReplyTooLargeException(maxBytes);
    }
    return ReplyEnvelope.around(
        data(keepsNewest ? kept.reversed() : kept, cut.users()),
        page.more() || kept.size() < page.messages().size());
  }

  private static byte[] data(List<byte[]> messages, List<byte[]> users) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(MESSAGES);
    data.writeBytes(ReplyEnvelope.array(messages));
    data.writeBytes(USERS);
    data.writeBytes(ReplyEnvelope.array(users));
    data.writeBytes(END);
    return data.toByteArray();
  }
}
