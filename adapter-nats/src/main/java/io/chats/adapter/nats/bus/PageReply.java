package io.chats.adapter.nats.bus;

import io.chats.application.api.ChatReading.MessagePage;
import io.chats.domain.event.ShownMessage;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Messages with their authors, of which those that fit are sent, without a hole.
 *
 * @param keepsNewest whether the newest are kept, and else the oldest
 */
record PageReply(MessagePage page, boolean keepsNewest, WireWriter wire) implements Reply {

  private static final byte[] MESSAGES = ReplyFrame.ascii("{\"messages\":");
  private static final byte[] USERS = ReplyFrame.ascii(",\"users\":");
  private static final byte[] END = ReplyFrame.ascii("}");
  private static final int SIZE = MESSAGES.length + USERS.length + END.length + 4;

  @Override
  public byte[] encoded(int most) {
    PageCut cut = new PageCut(page.users(), wire, most - ReplyFrame.SIZE - SIZE);
    for (ShownMessage message : keepsNewest ? page.messages().reversed() : page.messages()) {
      if (!cut.add(message)) {
        break;
      }
    }
    List<byte[]> kept = cut.messages();
    if (kept.isEmpty() && !page.messages().isEmpty()) {
      // An empty page that claims to have more would be asked for again for ever.
      throw new ReplyTooLargeException(most);
    }
    return ReplyFrame.around(
        data(keepsNewest ? kept.reversed() : kept, cut.users()),
        page.more() || kept.size() < page.messages().size());
  }

  private static byte[] data(List<byte[]> messages, List<byte[]> users) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(MESSAGES);
    data.writeBytes(ReplyFrame.array(messages));
    data.writeBytes(USERS);
    data.writeBytes(ReplyFrame.array(users));
    data.writeBytes(END);
    return data.toByteArray();
  }
}
