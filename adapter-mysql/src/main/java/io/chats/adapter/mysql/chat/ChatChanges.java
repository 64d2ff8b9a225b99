package io.chats.adapter.mysql.chat;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.port.ChatStore.Changed;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Changes the participants or the status of a chat by a rule of the domain, under its lock. */
public final class ChatChanges {

  private ChatChanges() {}

  public static Changed change(
      Handle handle,
      ChatId chat,
      Instant at,
      Function<Conversation, Optional<Conversation.Decision>> rule) {
    Conversation before = locked(handle, chat);
    Optional<Conversation.Decision> decision = rule.apply(before);
    decision.ifPresent(decided -> store(handle, before, decided, at));
    return new Changed(before, decision.map(Conversation.Decision::after).orElse(before));
  }

  private static Conversation locked(Handle handle, ChatId id) {
    Chat chat =
        ChatRow.lock(handle, id)
            .orElseThrow(() -> new RefusedException(new Refusal.NoSuchChat(id)));
    // The lock keeps the participants from changing between the two statements.
    return new Conversation(
        chat, new Participants(chat.participantsVersion(), SubscriptionRow.ofChat(handle, id)));
  }

  private static void store(
      Handle handle, Conversation before, Conversation.Decision decision, Instant at) {
    Chat after = decision.after().chat();
    decision.changed().forEach(changed -> SubscriptionRow.store(handle, after.id(), changed));
    ChatRow.update(handle, after, at);
    ChatHistoryEntry.of(before, decision)
        .forEach(entry -> entry.insert(handle, after.id(), after.version(), at));
  }
}
