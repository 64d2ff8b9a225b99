package io.chats.application.usecase;

import io.chats.application.api.ChatReading;
import io.chats.application.lookup.Presenter;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.support.LogContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads chats and messages from the database, and adds profiles and files. */
public final class ReadingService implements ChatReading {

  private final ChatStore chats;
  private final ChatDirectory directory;
  private final MessageHistory history;
  private final Presenter presenter;
  private final Duration lookupTime;
  private final Executor executor;

  /**
   * @param lookupTime the time since the start of a call after which it no longer waits for
   *     profiles and files; zero: no limit
   * @param executor runs what may block
   */
  public ReadingService(
      ChatStore chats,
      ChatDirectory directory,
      MessageHistory history,
      Presenter presenter,
      Duration lookupTime,
      Executor executor) {
    this.chats = chats;
    this.directory = directory;
    this.history = history;
    this.presenter = presenter;
    this.lookupTime = lookupTime;
    this.executor = executor;
  }

  @Override
  public ChatList activeChats(UserId user, Optional<ChatId> before, int count) {
    Presenter inTime = presenter.within(lookupTime);
    int limit = Math.min(count, MAX_RETURNED);
    List<ChatOverview> found = directory.activeChats(user, before, limit + 1);
    return new OverviewPresenter(inTime)
        .shown(first(found, limit), o -> user, found.size() > limit);
  }

  @Override
  public ChatList chats(UserId user, List<ChatId> among) {
    Presenter inTime = presenter.within(lookupTime);
    List<ChatId> wanted = among.stream().distinct().toList();
    List<ChatOverview> found = directory.activeChats(user, first(wanted, MAX_RETURNED));
    return new OverviewPresenter(inTime).shown(found, o -> user, wanted.size() > MAX_RETURNED);
  }

  @Override
  public CompletionStage<ShownChat> chat(ChatId chat, UserId user) {
    LogContext context = LogContext.current();
    OverviewPresenter overviews = new OverviewPresenter(presenter.within(lookupTime));
    return directory
        .activeChat(user, chat)
        .thenCompose(found -> {
          Optional<ShownChat> atOnce = found.flatMap(it -> overviews.shownAtOnce(it, user));
          return atOnce.isPresent()
              ? CompletableFuture.completedFuture(atOnce.get())
              : CompletableFuture.supplyAsync(
                  () -> context.during(() -> shown(chat, user, found, overviews)), executor);
        });
  }

  /** Blocks for profiles and files that are not cached. */
  private ShownChat shown(
      ChatId chat, UserId user, Optional<ChatOverview> found, OverviewPresenter overviews) {
    return found.map(it -> overviews.shown(it, user)).orElseThrow(() -> refusal(chat, user));
  }

  @Override
  public ChatList latestChats(List<OrderParticipant> pairs) {
    Presenter inTime = presenter.within(lookupTime);
    List<OrderParticipant> wanted = pairs.stream().distinct().toList();
    List<OrderParticipant> asked = first(wanted, MAX_RETURNED);
    return new OverviewPresenter(inTime)
        .latest(asked, directory.latestChats(asked), wanted.size() > MAX_RETURNED);
  }

  @Override
  public MessagePage recent(ChatId chat, UserId user, Optional<MessageId> after, int count) {
    Presenter inTime = presenter.within(lookupTime);
    Chat state = require(chat, user);
    List<Message> found = asOf(state, history.after(chat, after, Math.min(count, MAX_RETURNED)));
    return page(inTime, state, found, !found.isEmpty() && found.getLast().seq() < state.lastSeq());
  }

  @Override
  public MessagePage history(ChatId chat, UserId user, Optional<MessageId> before, int count) {
    Presenter inTime = presenter.within(lookupTime);
    Chat state = require(chat, user);
    int limit = Math.min(count, MAX_RETURNED);
    List<Message> found = history.before(chat, before, limit);
    if (asOf(state, found).size() < found.size()) {
      // Messages that were stored meanwhile have displaced some that belong to the page.
      found = history.beforeSeq(chat, state.lastSeq() + 1, limit);
    }
    return page(inTime, state, found, !found.isEmpty() && found.getFirst().seq() > 1);
  }

  /** Leaves out messages that were stored after the user was seen to take part (spec G6). */
  private static List<Message> asOf(Chat state, List<Message> messages) {
    return messages.stream().filter(message -> message.seq() <= state.lastSeq()).toList();
  }

  private static MessagePage page(
      Presenter presenter, Chat chat, List<Message> messages, boolean more) {
    MessagesPosted shown = presenter.posted(chat.order(), chat.readMarks(), messages, false);
    return new MessagePage(shown.messages(), shown.users(), more);
  }

  private Chat require(ChatId chat, UserId user) {
    Conversation conversation =
        chats.find(chat).orElseThrow(() -> new RefusedException(new Refusal.NoSuchChat(chat)));
    conversation.requireActive(user);
    return conversation.chat();
  }

  private RefusedException refusal(ChatId chat, UserId user) {
    return new RefusedException(
        chats.find(chat).isPresent()
            ? new Refusal.NotAParticipant(chat, user)
            : new Refusal.NoSuchChat(chat));
  }

  private static <T> List<T> first(List<T> all, int limit) {
    return all.size() > limit ? all.subList(0, limit) : all;
  }
}
