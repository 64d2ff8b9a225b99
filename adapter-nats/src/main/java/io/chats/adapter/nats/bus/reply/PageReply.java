package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.application.api.ChatReading.MessagePage;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages with their authors, of which those that fit are sent, without a gap between them. The
 * first one is sent in any case, if need be shortened: an empty page with has_more would make the
 * client ask for ever.
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
    PageCut cut = new PageCut(maxBytes - ReplyEnvelope.SIZE - SIZE);
    List<ShownMessage> wanted = keepsNewest ? page.messages().reversed() : page.messages();
    for (ShownMessage message : wanted) {
      if (!cut.add(message, MessageDetail.WHOLE)) {
        break;
      }
    }
    if (cut.messages.isEmpty() && !wanted.isEmpty() && !cut.addShortened(wanted.getFirst())) {
      throw new ReplyTooLargeException(maxBytes);
    }
    List<byte[]> kept = cut.messages;
    return ReplyEnvelope.around(
        data(keepsNewest ? kept.reversed() : kept, cut.users),
        page.more() || kept.size() < page.messages().size());
  }

  private static byte[] data(List<byte[]> messages, List<byte[]> users) {
    return ReplyEnvelope.joined(
        MESSAGES, ReplyEnvelope.array(messages), USERS, ReplyEnvelope.array(users), END);
  }

  /** The part of a page that fits: messages in the order added, and each of their authors once. */
  private final class PageCut {

    private final Map<UserId, Profile> unsent = new HashMap<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final List<byte[]> users = new ArrayList<>();
    private int left;

    /**
     * @param left the bytes that are left; each element takes one more than its own size
     */
    PageCut(int left) {
      page.users().forEach(author -> unsent.put(author.user(), author));
      this.left = left;
    }

    boolean addShortened(ShownMessage shown) {
      return add(shown, MessageDetail.WITHOUT_PARAMS) || add(shown, MessageDetail.WITHOUT_CONTENT);
    }

    /** Adds the message with its author; returns false when they do not fit. */
    boolean add(ShownMessage shown, MessageDetail detail) {
      byte[] message = Json.object(json -> wire.message(json, shown, detail));
      Profile author = unsent.get(shown.message().author());
      byte[] user = author == null ? null : Json.object(json -> wire.user(json, author));
      int size = message.length + 1 + (user == null ? 0 : user.length + 1);
      if (size > left) {
        return false;
      }
      left -= size;
      messages.add(message);
      if (user != null) {
        users.add(user);
        unsent.remove(author.user());
      }
      return true;
    }
  }
}
