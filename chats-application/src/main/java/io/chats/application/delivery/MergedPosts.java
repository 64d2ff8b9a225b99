package io.chats.application.delivery;

import io.chats.application.delivery.sync.EventWeight;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatChange.Posted;
import io.chats.domain.model.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts of a chat that follow one another, as one change: what is encoded, announced and shown
 * costs far more for each change than for each message. Not safe for use by several threads.
 */
final class MergedPosts {

  /** As many as a client may send at once, so that a frame is no larger than it could be anyway. */
  static final int MOST_MESSAGES = 50;

  /** What the bus carries in one piece is bounded: a character may take six bytes there. */
  static final int MOST_WEIGHT = 128 * 1024;

  private final ChatChange first;
  private final List<Message> messages = new ArrayList<>();
  private long toVersion;

  /**
   * @param first of any kind; only posts can be added to, and only to a post
   */
  MergedPosts(ChatChange first) {
    this.first = first;
    this.toVersion = first.toVersion();
    if (first.what() instanceof Posted posted) {
      messages.addAll(posted.messages());
    }
  }

  long toVersion() {
    return toVersion;
  }

  /** Takes a change in, if it is one that fits here; whether it was. */
  boolean add(ChatChange next) {
    if (!fits(next) || !(next.what() instanceof Posted posted)) {
      return false;
    }
    if (messages.size() + posted.messages().size() > MOST_MESSAGES
        || weight(messages) + weight(posted.messages()) > MOST_WEIGHT) {
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

  private static int weight(List<Message> messages) {
    return messages.stream().map(Message::content).mapToInt(EventWeight::of).sum();
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
