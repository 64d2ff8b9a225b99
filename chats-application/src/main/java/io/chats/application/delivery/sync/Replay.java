package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends one session stored messages at the pace of its connection. Every method blocks for as long
 * as the client reads slowly, and throws {@link SessionEndedException} when the session has ended.
 */
record Replay(DeliverySession session, DeliveryContext context) {

  private static final int PAGE = 50;

  /** What waits here while a client reads slowly is a part of what a session may cost (spec G8). */
  private static final int MAX_PAGE_BYTES = 128 * 1024;

  /** A frame is no larger than one that a client may send, or holds just one message. */
  private static final int MAX_FRAME_SIZE = 64 * 1024;

  /** The number of pages between two checks that the user still takes part. */
  private static final int PAGES_BETWEEN_CHECKS = 20;

  /** The session ended while it was synced. */
  static final class SessionEndedException extends RuntimeException {

    SessionEndedException() {
      super("the session has ended", null, false, false);
    }
  }

  /**
   * Sends what the chat had when the user was seen to take part. Stops early when the user no
   * longer takes part.
   */
  void toLastSeen(ReplayProgress progress) {
    progress.active().ifPresent(chat -> toLastSeen(progress, chat));
  }

  private void toLastSeen(ReplayProgress progress, Chat chat) {
    for (int pages = 1; progress.seenSeq() < chat.lastSeq(); pages++) {
      sendPage(progress, chat, chat.lastSeq());
      if (pages % PAGES_BETWEEN_CHECKS == 0 && !takesPart(progress)) {
        return;
      }
    }
  }

  /** Sends all messages up to one that the user may see. */
  void to(ReplayProgress progress, Chat chat, long upToSeq) {
    while (progress.seenSeq() < upToSeq) {
      sendPage(progress, chat, upToSeq);
    }
  }

  private void sendPage(ReplayProgress progress, Chat chat, long upToSeq) {
    List<Message> page =
        context.history().afterSeq(progress.id(), progress.seenSeq(), PAGE, MAX_PAGE_BYTES).stream()
            .filter(message -> message.seq() <= upToSeq)
            .toList();
    if (page.isEmpty() || page.getFirst().seq() != progress.seenSeq() + 1) {
      throw new IllegalStateException(
          "chat " + progress.id() + " lacks the message after " + progress.seenSeq());
    }
    for (List<Message> frame : frames(page)) {
      send(context.presenter().posted(chat.order(), chat.readMarks(), frame, false));
      progress.sent(frame.getLast().seq());
    }
  }

  private void send(ClientEvent event) {
    if (!session.sendPaced(event)) {
      throw new SessionEndedException();
    }
  }

  private boolean takesPart(ReplayProgress progress) {
    return context
        .chats()
        .find(progress.id())
        .map(Conversation::participants)
        .flatMap(participants -> participants.active(session.user()))
        .isPresent();
  }

  private static List<List<Message>> frames(List<Message> page) {
    List<List<Message>> frames = new ArrayList<>();
    int size = MAX_FRAME_SIZE;
    for (Message message : page) {
      int more = EventSize.of(message.content());
      if (size + more > MAX_FRAME_SIZE) {
        frames.add(new ArrayList<>());
        size = 0;
      }
      frames.getLast().add(message);
      size += more;
    }
    return frames;
  }
}
