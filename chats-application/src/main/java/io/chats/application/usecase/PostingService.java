package io.chats.application.usecase;

import io.chats.application.api.MessagePosting;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.lookup.FileLookup;
import io.chats.application.lookup.Presenter;
import io.chats.domain.event.ChatChange;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Appended.Refused;
import io.chats.domain.model.Appended.Repeated;
import io.chats.domain.model.Appended.Stored;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Limits;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.MessageStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Checks messages, stores them, and then announces what was stored. */
public final class PostingService implements MessagePosting {

  private final MessageStore store;
  private final FileLookup files;
  private final Presenter presenter;
  private final Rooms rooms;
  private final Limits limits;

  public PostingService(
      MessageStore store, FileLookup files, Presenter presenter, Rooms rooms, Limits limits) {
    this.store = store;
    this.files = files;
    this.presenter = presenter;
    this.rooms = rooms;
    this.limits = limits;
  }

  @Override
  public CompletionStage<List<PostResult>> post(
      ChatId chat, UserId author, List<NewMessage> messages) {
    return post(chat, author, PostBatch.of(messages), Optional.empty());
  }

  /**
   * As {@link #post(ChatId, UserId, List)}, on behalf of a session, which is sent the messages in
   * any case; repeated ones are sent to no other session (spec G2). Types that are reserved for
   * services are rejected.
   */
  public CompletionStage<List<PostResult>> post(
      ChatId chat, DeliverySession from, List<NewMessage> messages) {
    PostBatch batch = PostBatch.of(messages).check(PostRules::postableByUsers);
    return post(chat, from.user(), batch, Optional.of(from));
  }

  private CompletionStage<List<PostResult>> post(
      ChatId chat, UserId author, PostBatch batch, Optional<DeliverySession> from) {
    PostBatch fitting = batch.check(message -> PostRules.withinLimits(message, limits));
    Map<FileStorage.Key, Answer> answers = files.find(files(chat, author, fitting));
    PostBatch checked =
        fitting.check(message -> PostRules.withoutMissingFile(message, chat, author, answers));
    if (checked.accepted().isEmpty()) {
      return CompletableFuture.completedStage(checked.results(List.of()));
    }
    return store
        .append(chat, author, checked.accepted())
        .thenApply(appended -> {
          announce(appended, from);
          from.ifPresent(session -> acknowledgeRepeated(appended, session));
          return checked.results(results(appended, answers));
        });
  }

  private void announce(Appended appended, Optional<DeliverySession> from) {
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
    from.ifPresentOrElse(session -> rooms.announce(change, session), () -> rooms.announce(change));
  }

  private void acknowledgeRepeated(Appended appended, DeliverySession session) {
    List<Message> repeated =
        appended.results().stream()
            .filter(Repeated.class::isInstance)
            .map(result -> ((Repeated) result).message())
            .toList();
    if (!repeated.isEmpty()) {
      Chat chat = appended.chat();
      rooms.send(
          chat.id(),
          session,
          () -> presenter.posted(chat.order(), chat.readMarks(), repeated, true));
    }
  }

  private static List<PostResult> results(Appended appended, Map<FileStorage.Key, Answer> files) {
    ReadMarks marks = appended.chat().readMarks();
    return appended.results().stream()
        .<PostResult>map(result ->
            switch (result) {
              case Stored now -> new Posted(Presenter.show(now.message(), marks, files, false));
              case Repeated again ->
                  new Posted(Presenter.show(again.message(), marks, files, true));
              case Refused refused -> new Rejected(refused.refusal());
            })
        .toList();
  }

  private static Set<FileStorage.Key> files(ChatId chat, UserId author, PostBatch batch) {
    return batch.accepted().stream()
        .flatMap(message -> message.content().file().stream())
        .map(file -> new FileStorage.Key(file, chat, author))
        .collect(Collectors.toSet());
  }
}
