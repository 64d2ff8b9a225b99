package io.chats.application.delivery.sync;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends one session stored messages, as its connection takes them. Every method blocks, also for as
 * long as the client reads slowly, and throws {@link SessionEndedException} when it is gone.
 */
final class Replay {

  private static final int PAGE = 50;

  /** A frame is no larger than a client may send, or holds just one message. */
  private static final int FRAME_WEIGHT = 128 * 1024;

  /** After so many pages it is asked whether the user still takes part. */
  private static final int PAGES_UNASKED = 20;

  private final DeliverySession member;
  private final SyncContext services;

  Replay(DeliverySession member, SyncContext services) {
    this.member = member;
    this.services = services;
  }

  /**
   * Sends what the chat had when the user was seen to take part. Stops early when they no longer
   * do.
   */
  void toLastSeen(ReplayProgress listed, Chat chat) {
    for (int pages = 1; listed.seenSeq() < chat.lastSeq(); pages++) {
      sendPage(listed, chat, chat.lastSeq());
      if (pages % PAGES_UNASKED == 0 && !takesPart(listed)) {
        return;
      }
    }
  }

  /** Sends all up to a message that the user may see. */
  void to(ReplayProgress listed, Chat chat, long upToSeq) {
    while (listed.seenSeq() < upToSeq) {
      sendPage(listed, chat, upToSeq);
    }
  }

  private void sendPage(ReplayProgress listed, Chat chat, long upToSeq) {
    List<Message> page =
        services.history().afterSeq(listed.id(), listed.seenSeq(), PAGE).stream()
            .filter(message -> message.seq() <= upToSeq)
            .toList();
    if (page.isEmpty() || page.getFirst().seq() != listed.seenSeq() + 1) {
      throw new IllegalStateException(
          "chat " + listed.id() + " lacks the message after " + listed.seenSeq());
    }
    for (List<Message> frame : frames(page)) {
      send(services.presenter().posted(chat.order(), chat.readMarks(), frame, false));
      listed.sent(frame.getLast().seq());
    }
  }

  private void send(ClientEvent event) {
    if (!member.sendPaced(event)) {
      throw new SessionEndedException();
    }
  }

  private boolean takesPart(ReplayProgress listed) {
    return services
        .chats()
        .find(listed.id())
        .map(Conversation::participants)
        .flatMap(participants -> participants.active(member.user()))
        .isPresent();
  }

  private static List<List<Message>> frames(List<Message> page) {
    List<List<Message>> frames = new ArrayList<>();
    int weight = FRAME_WEIGHT;
    for (Message message : page) {
      int more = EventWeight.of(message.content());
      if (weight + more > FRAME_WEIGHT) {
        frames.add(new ArrayList<>());
        weight = 0;
      }
      frames.getLast().add(message);
      weight += more;
    }
    return frames;
  }
}
