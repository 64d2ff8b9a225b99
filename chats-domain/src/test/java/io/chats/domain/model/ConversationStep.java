package io.chats.domain.model;

import io.chats.domain.id.UserId;
import java.util.Optional;

/** A request to change a conversation. */
sealed interface ConversationStep {

  Optional<Conversation.Decision> decide(Conversation conversation);

  record Subscribe(UserId user, UserType type) implements ConversationStep {
    @Override
    public Optional<Conversation.Decision> decide(Conversation conversation) {
      return conversation.subscribe(user, type);
    }
  }

  record Unsubscribe(UserId user) implements ConversationStep {
    @Override
    public Optional<Conversation.Decision> decide(Conversation conversation) {
      return conversation.unsubscribe(user);
    }
  }

  record HandOver(UserId from, UserId to) implements ConversationStep {
    @Override
    public Optional<Conversation.Decision> decide(Conversation conversation) {
      return conversation.handOver(from, to);
    }
  }

  record Close() implements ConversationStep {
    @Override
    public Optional<Conversation.Decision> decide(Conversation conversation) {
      return conversation.close();
    }
  }
}
