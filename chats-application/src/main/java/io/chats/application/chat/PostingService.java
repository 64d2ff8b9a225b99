package io.chats.application.chat;

import io.chats.application.api.MessagePosting;
import io.chats.application.delivery.Member;
import io.chats.application.delivery.Rooms;
import io.chats.application.lookup.Files;
import io.chats.domain.event.ChatChange;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Limits;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.MessageStore.Appended;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks messages, stores them, and then announces what was stored. */
public final class PostingService implements MessagePosting {

  private final MessageStore store;
  private final Files files;
  private final Rooms rooms;
  private final Limits limits;

  public PostingService(MessageStore store, Files files, Rooms rooms, Limits limits) {
    this.store = store;
    this.files = files;
    this.rooms = rooms;
    this.limits = limits;
  }

  @Override
  public CompletionStage<List<PostResult>> post(
      ChatId chat, UserId author, List<NewMessage> messages) {
    return post(chat, author, messages, Optional.empty());
  }

  /** Posts on behalf of a session, which is shown the messages in any case. */
  public CompletionStage<List<PostResult>> post(
      ChatId chat, UserId author, List<NewMessage> messages, Optional<Member> from) {
    Map<FileStorage.Key, Answer> answers = files.find(PostBatch.files(chat, author, messages));
    PostBatch batch = PostBatch.check(messages, limits, file -> answers.get(file), chat, author);
    if (batch.accepted().isEmpty()) {
      return CompletableFuture.completedStage(batch.results(List.of()));
    }
    return store
        .append(chat, author, batch.accepted())
        .thenApply(appended -> {
          announce(appended, from);
          return batch.results(PostResults.of(appended, answers));
        });
  }

  private void announce(Appended appended, Optional<Member> from) {
    List<Message> stored = appended.stored();
    if (stored.isEmpty()) {
      return;
    }
    Chat chat = appended.chat();
    ChatChange change =
        new ChatChange(
            chat.id(),
            appended.fromVersion(),
            chat.version(),
            chat.participantsVersion(),
            new ChatChange.Posted(stored));
    from.ifPresentOrElse(member -> rooms.announce(change, member), () -> rooms.announce(change));
  }
}
