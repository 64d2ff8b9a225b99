package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of a page that fits: messages in the order added, and each of their authors once. */
final class PageCut {

  private final Map<UserId, Profile> unsent = new HashMap<>();
  private final List<byte[]> messages = new ArrayList<>();
  private final List<byte[]> users = new ArrayList<>();
  private final WireWriter wire;
  private int left;

  /**
   * @param left the bytes that are left; each element takes one more than its own size
   */
  PageCut(List<Profile> authors, WireWriter wire, int left) {
    authors.forEach(author -> unsent.put(author.user(), author));
    this.wire = wire;
    this.left = left;
  }

  /** Adds the message with its author; returns false when they do not fit. */
  boolean add(ShownMessage shown) {
    byte[] message = Json.bytes(json -> wire.message(json, shown));
    Profile author = unsent.get(shown.message().author());
    List<byte[]> user =
        author == null ? List.of() : List.of(Json.bytes(json -> wire.user(json, author)));
    left -= size(List.of(message)) + size(user);
    if (left < 0) {
      return false;
    }
    messages.add(message);
    users.addAll(user);
    unsent.remove(shown.message().author());
    return true;
  }

  private static int size(List<byte[]> elements) {
    return elements.stream().mapToInt(element -> element.length + 1).sum();
  }

  List<byte[]> messages() {
    return messages;
  }

  List<byte[]> users() {
    return users;
  }
}
