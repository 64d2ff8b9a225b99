package io.chats.application.delivery;

import io.chats.application.delivery.sync.EventSize;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatChange.Posted;
import io.chats.domain.model.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts of a chat that follow one another, merged into one change: encoding, announcing and
 * delivering cost far more for each change than for each message. Used by one thread at a time.
 */
final class MergedPosts {

  /** As many as a client may send at once, which bounds the size of a frame anyway. */
  static final int MAX_MESSAGES = 50;

  /** The bus bounds the size of an announcement, where a character may take six bytes. */
  static final int MAX_SIZE = 128 * 1024;

  private final ChatChange first;
  private final List<Message> messages = new ArrayList<>();
  private long toVersion;

  /**
   * @param first a change of any kind; nothing can be added unless it is a post
   */
  MergedPosts(ChatChange first) {
    this.first = first;
    this.toVersion = first.toVersion();
    if (first.detail() instanceof Posted posted) {
      messages.addAll(posted.messages());
    }
  }

  long toVersion() {
    return toVersion;
  }

  /** Adds a change, if it is a post that follows and there is room; returns whether it did. */
  boolean add(ChatChange next) {
    if (!fits(next) || !(next.detail() instanceof Posted posted)) {
      return false;
    }
    if (messages.size() + posted.messages().size() > MAX_MESSAGES
        || size(messages) + size(posted.messages()) > MAX_SIZE) {
      return false;
    }
    messages.addAll(posted.messages());
    toVersion = next.toVersion();
    return true;
  }

  private boolean fits(ChatChange next) {
    return !messages.isEmpty()
        && next.chat().equals(first.chat())
        && next.fromVersion() == toVersion
        && next.participantsVersion() == first.participantsVersion();
  }

  private static int size(List<Message> messages) {
    return messages.stream().map(Message::content).mapToInt(EventSize::of).sum();
  }

  ChatChange change() {
    return toVersion == first.toVersion()
        ? first
        : new ChatChange(
            first.chat(),
            first.fromVersion(),
            toVersion,
            first.participantsVersion(),
            new Posted(messages));
  }
}
