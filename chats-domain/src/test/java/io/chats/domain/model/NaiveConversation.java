package io.chats.domain.model;

import io.chats.domain.id.UserId;
import java.util.HashMap;
import java.util.Map;

/** The rules of spec 4 for participants in their plainest form, to check the real ones against. */
final class NaiveConversation {

  private final Map<UserId, UserType> active = new HashMap<>();
  private boolean closed;

  /** Carries out a step that is allowed, and returns whether that changed anything. */
  boolean apply(ConversationStep step) {
    return switch (step) {
      case ConversationStep.Subscribe s -> active.put(s.user(), s.type()) != s.type();
      case ConversationStep.Unsubscribe s -> active.remove(s.user()) != null;
      case ConversationStep.HandOver s -> handOver(s);
      case ConversationStep.Close s -> close();
    };
  }

  boolean refuses(ConversationStep step) {
    return step instanceof ConversationStep.HandOver s
        && (!active.containsKey(s.from()) || active.containsKey(s.to()));
  }

  boolean isClosed() {
    return closed;
  }

  Map<UserId, UserType> active() {
    return Map.copyOf(active);
  }

  private boolean handOver(ConversationStep.HandOver step) {
    active.put(step.to(), active.remove(step.from()));
    return true;
  }

  private boolean close() {
    boolean changed = !closed;
    closed = true;
    return changed;
  }
}
