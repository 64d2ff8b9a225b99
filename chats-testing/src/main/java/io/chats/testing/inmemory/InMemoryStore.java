package io.chats.testing.inmemory;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Content;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.ReadRequest;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.contract.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stores of one node over an {@link InMemoryDatabase}, through a connection of its own. Safe
 * for use by any thread.
 */
public final class InMemoryStore
    implements Storage, ChatStore, MessageStore, MessageHistory, ChatDirectory, ChangeFeed {

  private final InMemoryDatabase database;
  private final DatabaseLink line;
  private final OrderedExecutor appends;
  private final ChatQueries overviews;

  /**
   * Creates the stores of a node.
   *
   * @param appender runs the appends and completes their stages
   */
  public InMemoryStore(InMemoryDatabase database, DatabaseLink line, Executor appender) {
    this.database = database;
    this.line = line;
    this.appends = new OrderedExecutor(appender);
    this.overviews = new ChatQueries(database);
  }

  /**
   * Returns a store with a database of its own, which is always available: for tests of services
   * that embed Chats.
   */
  public static InMemoryStore alone(Clock clock) {
    return new InMemoryStore(
        new InMemoryDatabase(clock),
        new DatabaseLink(() -> {}, () -> false),
        ForkJoinPool.commonPool());
  }

  @Override
  public ChatStore chats() {
    return this;
  }

  @Override
  public MessageStore messages() {
    return this;
  }

  @Override
  public MessageHistory history() {
    return this;
  }

  @Override
  public ChatDirectory directory() {
    return this;
  }

  @Override
  public ChangeFeed feed() {
    return this;
  }

  @Override
  public ChatId open(OrderId order, Optional<RequestId> request, Instant at) {
    return line.call(() -> database.open(order, request, at));
  }

  @Override
  public Optional<Conversation> find(ChatId chat) {
    return line.call(() -> database.find(chat).map(StoredChat::conversation));
  }

  @Override
  public ChatStore.Changed change(
      ChatId chat, Instant at, Function<Conversation, Optional<Conversation.Decision>> rule) {
    List<StoredChat> changed =
        line.call(() ->
            database.change(
                chat,
                stored ->
                    rule.apply(stored.conversation())
                        .map(decision -> stored.with(decision.after()))
                        .orElse(stored)));
    return new ChatStore.Changed(changed.get(0).conversation(), changed.get(1).conversation());
  }

  @Override
  public Marked markRead(ChatId chat, UserId reader, MessageId upTo, Instant at) {
    ReadRequest request = new ReadRequest(new ParticipantKey(chat, reader), upTo, at);
    return line.call(() -> {
      if (database.find(chat).isEmpty()) {
        throw request.notAParticipant();
      }
      List<StoredChat> changed = database.change(chat, stored -> stored.read(request));
      Chat after = changed.get(1).chat();
      boolean moved = after.version() != changed.get(0).chat().version();
      return new Marked(after, changed.get(1).seqOf(upTo).orElseThrow(), moved);
    });
  }

  @Override
  public CompletionStage<Appended> append(ChatId chat, UserId author, List<NewMessage> messages) {
    CompletableFuture<Appended> stage = new CompletableFuture<>();
    appends.execute(() -> {
      Appended appended;
      try {
        appended = line.serve(() -> database.append(chat, author, messages));
      } catch (RuntimeException e) {
        stage.completeExceptionally(e);
        return;
      }
      stage.complete(appended);
    });
    return stage;
  }

  @Override
  public List<Message> after(ChatId chat, Optional<MessageId> after, int limit) {
    long id = after.map(MessageId::value).orElse(0L);
    return line.call(
        () -> messages(chat).stream().filter(m -> m.id().value() > id).limit(limit).toList());
  }

  @Override
  public List<Message> before(ChatId chat, Optional<MessageId> before, int limit) {
    long id = before.map(MessageId::value).orElse(Long.MAX_VALUE);
    return line.call(() -> {
      List<Message> earlier = messages(chat).stream().filter(m -> m.id().value() < id).toList();
      return earlier.subList(Math.max(0, earlier.size() - limit), earlier.size());
    });
  }

  @Override
  public List<Message> beforeSeq(ChatId chat, long seq, int limit) {
    return line.call(() -> {
      List<Message> earlier = messages(chat).stream().filter(m -> m.seq() < seq).toList();
      return earlier.subList(Math.max(0, earlier.size() - limit), earlier.size());
    });
  }

  @Override
  public List<Message> afterSeq(ChatId chat, long seq, int limit) {
    return line.call(
        () -> messages(chat).stream().filter(m -> m.seq() > seq).limit(limit).toList());
  }

  @Override
  public Map<Long, MessageId> ids(ChatId chat, Set<Long> seqs) {
    return line.call(() ->
        messages(chat).stream()
            .filter(m -> seqs.contains(m.seq()))
            .collect(Collectors.toMap(Message::seq, Message::id)));
  }

  @Override
  public List<Message> afterSeq(ChatId chat, long seq, int limit, int maxBytes) {
    List<Message> page = new ArrayList<>();
    long bytes = 0;
    for (Message message : afterSeq(chat, seq, limit)) {
      if (bytes >= maxBytes) {
        break;
      }
      page.add(message);
      bytes += bytes(message.content());
    }
    return page;
  }

  private static long bytes(Content content) {
    return Stream.concat(
            Stream.of(content.text()),
            content.params().entrySet().stream()
                .flatMap(param -> Stream.of(param.getKey(), param.getValue())))
        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  @Override
  public List<ChatOverview> activeChats(UserId user, Optional<ChatId> before, int limit) {
    return line.call(() -> overviews.active(user, before, limit));
  }

  @Override
  public List<ChatOverview> activeChats(UserId user, List<ChatId> among) {
    return line.call(() -> overviews.active(user, among));
  }

  @Override
  public CompletionStage<Optional<ChatOverview>> activeChat(UserId user, ChatId chat) {
    try {
      return CompletableFuture.completedFuture(
          activeChats(user, List.of(chat)).stream().findFirst());
    } catch (StoreUnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public List<ChatOverview> latestChats(List<OrderParticipant> pairs) {
    return line.call(() -> overviews.latest(pairs));
  }

  @Override
  public Map<UserId, List<Chat>> openedChats(Collection<UserId> users) {
    return line.call(() -> overviews.opened(users));
  }

  @Override
  public Map<UserId, Set<UserId>> staffOf(Collection<UserId> clients) {
    return line.call(() -> overviews.staff(clients));
  }

  @Override
  public Map<ChatId, Set<UserId>> activeUsers(Collection<ChatId> chats) {
    return line.call(() -> overviews.activeUsers(chats));
  }

  @Override
  public Map<ChatId, Long> versions(Collection<ChatId> chats) {
    return line.call(() -> overviews.versions(chats));
  }

  @Override
  public Map<ChatId, Integer> unread(UserId user, Collection<SeqRange> stretches) {
    return line.call(() -> overviews.unread(user, stretches));
  }

  @Override
  public Positions end() {
    return line.call(database::end);
  }

  @Override
  public List<Change> after(Positions positions, int limit) {
    return line.call(() ->
        Stream.of(Source.values())
            .flatMap(source ->
                database.changes(source, positions.of(source) + 1, Long.MAX_VALUE).limit(limit))
            .toList());
  }

  @Override
  public List<Change> within(Source source, Collection<IdRange> ranges) {
    return line.call(() ->
        ranges.stream()
            .distinct()
            .flatMap(range -> database.changes(source, range.first(), range.last()))
            .toList());
  }

  private List<Message> messages(ChatId chat) {
    return database.find(chat).map(StoredChat::messages).orElse(List.of());
  }
}
