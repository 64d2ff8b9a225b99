package io.chats.application.usecase;

import io.chats.application.api.MessagePosting;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliverySession;
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
import io.chats.domain.refusal.Refusal;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks messages, stores them, and then announces what was stored. */
public record PostingService(MessageStore store, Presenter presenter, Rooms rooms, Limits limits)
    implements MessagePosting {

  @Override
  public CompletionStage<List<PostResult>> post(
      ChatId chat, UserId author, List<NewMessage> messages) {
    return post(chat, author, Batch.of(messages), Optional.empty());
  }

  /**
   * As {@link #post(ChatId, UserId, List)}, on behalf of a session, which is sent the messages in
   * any case; repeated ones are sent to no other session (spec G2). Types that are reserved for
   * services are rejected.
   */
  public CompletionStage<List<PostResult>> post(
      ChatId chat, DeliverySession from, List<NewMessage> messages) {
    Batch batch = Batch.of(messages).check(PostRules::postableByUsers);
    return post(chat, from.user(), batch, Optional.of(from));
  }

  private CompletionStage<List<PostResult>> post(
      ChatId chat, UserId author, Batch batch, Optional<DeliverySession> from) {
    Batch fitting = batch.check(message -> PostRules.withinLimits(message, limits));
    Map<FileStorage.Key, Answer> answers = presenter.files(files(chat, author, fitting));
    Batch checked =
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

  private static Set<FileStorage.Key> files(ChatId chat, UserId author, Batch batch) {
    return batch.accepted().stream()
        .flatMap(message -> message.content().file().stream())
        .map(file -> new FileStorage.Key(file, chat, author))
        .collect(Collectors.toSet());
  }

  /**
   * Messages that are posted together and checked one by one; a refused one does not affect the
   * others.
   *
   * @param refusals the refusal of each message; empty for an accepted one
   */
  private record Batch(List<NewMessage> messages, List<Optional<Refusal>> refusals) {

    /** A batch in which every message is accepted. */
    static Batch of(List<NewMessage> messages) {
      return new Batch(messages, Collections.nCopies(messages.size(), Optional.empty()));
    }

    /** A batch in which the messages are refused, too, that the rule refuses. */
    Batch check(Function<NewMessage, Optional<Refusal>> rule) {
      List<Optional<Refusal>> checked =
          IntStream.range(0, messages.size())
              .mapToObj(i -> refusals.get(i).or(() -> rule.apply(messages.get(i))))
              .toList();
      return new Batch(messages, checked);
    }

    List<NewMessage> accepted() {
      return IntStream.range(0, messages.size())
          .filter(i -> refusals.get(i).isEmpty())
          .mapToObj(messages::get)
          .toList();
    }

    /** One result for each message, from the results of the accepted ones. */
    List<PostResult> results(List<PostResult> ofAccepted) {
      Iterator<PostResult> next = ofAccepted.iterator();
      return refusals.stream()
          .map(refusal -> refusal.<PostResult>map(Rejected::new).orElseGet(next::next))
          .toList();
    }
  }
}
