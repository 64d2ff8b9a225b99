package io.chats.application.snippet;

import io.chats.application.EmbeddedChats;
import io.chats.application.api.Chats;
import io.chats.application.api.EventListening.Listening;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Snippets that the Javadoc of the library shows. */
final class EmbeddingSnippets {

  private EmbeddingSnippets() {}

  static ChatId embed(
      ChatStore chatStore,
      MessageStore messageStore,
      MessageHistory messageHistory,
      ChatDirectory chatDirectory,
      ChangeFeed changeFeed,
      Executor executor,
      ScheduledExecutorService timer) {
    // @start region="embed"
    try (EmbeddedChats chats =
        EmbeddedChats.over(chatStore, messageStore, messageHistory, chatDirectory, changeFeed)
            .executor(executor) // yours: used, and not shut down
            .timer(timer)
            .start()) {
      return chats.administration().open(new OrderId(7), Optional.of(new RequestId("order-7")));
    }
    // @end
  }

  static List<ShownMessage> use(Chats chats, Consumer<String> log) {
    // @start region="use"
    UserId client = new UserId(1);
    UserId doctor = new UserId(2);
    ChatId chat = chats.administration().open(new OrderId(7), Optional.empty());
    chats.administration().subscribe(chat, client, UserType.CLIENT);
    chats.administration().subscribe(chat, doctor, UserType.DOCTOR);

    try (Listening listening =
        chats
            .listening()
            .listen(
                doctor,
                event -> {
                  if (event instanceof ClientEvent.MessagesPosted posted) {
                    log.accept("the doctor is shown " + posted.messages().size() + " message");
                  }
                })) {
      listening.placed().toCompletableFuture().join();

      NewMessage message =
          new NewMessage(Optional.of(new ClientMessageId("m1")), Content.text("Good morning"));
      switch (chats
          .posting()
          .post(chat, client, List.of(message))
          .toCompletableFuture()
          .join()
          .getFirst()) {
        case Posted posted ->
            chats.marking().markRead(chat, doctor, posted.message().message().id());
        case Rejected rejected -> log.accept(rejected.refusal().explanation());
      }
    }
    return chats.reading().recent(chat, client, Optional.empty(), 50).messages();
    // @end
  }
}
