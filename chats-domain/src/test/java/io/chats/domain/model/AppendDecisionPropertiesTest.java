package io.chats.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.IdempotencyKey;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.AppendDecision.Post;
import io.chats.domain.model.Appended.Refused;
import io.chats.domain.model.Appended.Repeated;
import io.chats.domain.model.Appended.Result;
import io.chats.domain.model.Appended.Stored;
import io.chats.domain.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The rules of appending (spec G1 to G3), over all sequences of groups of posts. */
class AppendDecisionPropertiesTest {

  private static final int CHATS = 3;

  /** The users 1 and 2 take part in every chat, the user 3 in none. */
  private static final int USERS = 3;

  /** The posts that a store judges together, and the chat that is closed after them, if any. */
  record Group(List<Post> posts, Optional<ChatId> closed) {}

  @Property
  void seqIsDenseInEveryChat(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    run(store, groups, (post, appended) -> {});
    for (Chat chat : store.chats().values()) {
      assertThat(store.messages(chat.id()))
          .extracting(Message::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, chat.lastSeq()).boxed().toList());
    }
  }

  @Property
  void versionRisesByOneWithEveryPostThatStoresSomething(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    Map<ChatId, Long> versions = new HashMap<>();
    for (Group group : groups) {
      store.chats().forEach((id, chat) -> versions.put(id, chat.version()));
      List<Appended> results = store.append(group.posts());
      for (Appended appended : results) {
        ChatId id = appended.chat().id();
        long expected = versions.get(id) + (appended.stored().isEmpty() ? 0 : 1);
        assertThat(appended.fromVersion()).isEqualTo(versions.get(id));
        assertThat(appended.chat().version()).isEqualTo(expected);
        versions.put(id, expected);
      }
      versions.forEach((id, v) -> assertThat(store.chat(id).version()).isEqualTo(v));
      group.closed().ifPresent(store::close);
    }
  }

  @Property
  void everyMessageHasAResultAndOnlyStoredMessagesAreNew(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    List<Message> stored = new ArrayList<>();
    run(
        store,
        groups,
        (post, appended) -> {
          assertThat(appended.results()).hasSameSizeAs(post.messages());
          stored.addAll(appended.stored());
        });
    assertThat(stored).isEqualTo(store.messages());
  }

  @Property
  void aRepeatedIdIsStoredOnceAlsoWithinAGroup(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    run(store, groups, (post, appended) -> {});
    assertThat(store.messages().stream().flatMap(m -> RuleStore.key(m).stream()))
        .doesNotHaveDuplicates();
  }

  @Property
  void theFirstContentWinsAndAnswersRepeats(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    Map<IdempotencyKey, Message> first = new HashMap<>();
    run(
        store,
        groups,
        (post, appended) ->
            forEach(
                post,
                appended,
                (message, result) -> {
                  Optional<IdempotencyKey> key = key(post, message);
                  switch (result) {
                    case Stored s -> {
                      assertThat(s.message().content()).isEqualTo(message.content());
                      key.ifPresent(it -> assertThat(first.put(it, s.message())).isNull());
                    }
                    case Repeated r ->
                        assertThat(r.message()).isEqualTo(first.get(key.orElseThrow()));
                    case Refused r -> {}
                  }
                }));
  }

  @Property
  void aMessageWithoutAClientIdIsNeverARepeat(@ForAll("groups") List<Group> groups) {
    run(
        new RuleStore(CHATS),
        groups,
        (post, appended) ->
            forEach(
                post,
                appended,
                (message, result) ->
                    assertThat(result instanceof Repeated && message.clientId().isEmpty())
                        .isFalse()));
  }

  @Property
  void closedChatsTakeNothingButAcknowledgeRepeats(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    Set<IdempotencyKey> known = new HashSet<>();
    run(
        store,
        groups,
        (post, appended) -> {
          boolean closed = appended.chat().isClosed();
          forEach(
              post,
              appended,
              (message, result) -> {
                Optional<IdempotencyKey> key = key(post, message);
                if (closed && store.type(post.author()).isPresent()) {
                  assertThat(result)
                      .isInstanceOf(
                          key.filter(known::contains).isPresent() ? Repeated.class : Refused.class);
                }
                if (result instanceof Refused refused && store.type(post.author()).isPresent()) {
                  assertThat(refused.refusal())
                      .isEqualTo(new Refusal.ChatIsClosed(appended.chat().id()));
                  assertThat(closed).isTrue();
                }
                if (result instanceof Stored) {
                  key.ifPresent(known::add);
                }
              });
        });
  }

  @Property
  void anAuthorWhoDoesNotTakePartIsRefusedInEveryChat(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    run(
        store,
        groups,
        (post, appended) ->
            forEach(
                post,
                appended,
                (message, result) ->
                    assertThat(result.equals(notAParticipant(post)))
                        .isEqualTo(store.type(post.author()).isEmpty())));
  }

  @Property
  void aMessageHasItsAuthorsTypeAndTheTimeOfTheDecision(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    run(
        store,
        groups,
        (post, appended) ->
            assertThat(appended.stored())
                .allSatisfy(message -> {
                  assertThat(message.chat()).isEqualTo(post.author().chat());
                  assertThat(message.author()).isEqualTo(post.author().user());
                  assertThat(store.type(post.author())).contains(message.sender());
                  assertThat(message.insertedAt()).isEqualTo(store.now());
                }));
  }

  @Property
  void theLastUpdateIsTheLastMessageAndAllElseStays(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    run(store, groups, (post, appended) -> {});
    Set<ChatId> closed = new HashSet<>();
    groups.forEach(group -> group.closed().ifPresent(closed::add));
    for (Chat chat : store.chats().values()) {
      List<Message> messages = store.messages(chat.id());
      assertThat(chat.lastUpdateAt())
          .isEqualTo(messages.isEmpty() ? RuleStore.START : messages.getLast().insertedAt());
      assertThat(chat.participantsVersion()).isEqualTo(Chat.FIRST_VERSION);
      assertThat(chat.readMarks()).isEqualTo(ReadMarks.NONE);
      assertThat(chat.isClosed()).isEqualTo(closed.contains(chat.id()));
    }
  }

  /** Clocks of nodes differ, and are set: what was stored later is dated no earlier (spec G3). */
  @Property
  void datesInAChatNeverFallWhateverTheClockDoes(
      @ForAll("groups") List<Group> groups,
      @ForAll @Size(min = 8, max = 8) List<@IntRange(min = -600, max = 600) Integer> steps) {
    RuleStore store = new RuleStore(CHATS);
    for (int i = 0; i < groups.size(); i++) {
      Map<ChatId, Chat> before = store.chats();
      store.append(groups.get(i).posts(), Duration.ofSeconds(steps.get(i)));
      before.forEach((id, chat) ->
          assertThat(store.chat(id).lastUpdateAt()).isAfterOrEqualTo(chat.lastUpdateAt()));
    }
    for (Chat chat : store.chats().values()) {
      List<Instant> dates = store.messages(chat.id()).stream().map(Message::insertedAt).toList();
      assertThat(dates).isSorted().allMatch(date -> !date.isBefore(RuleStore.START));
      assertThat(chat.lastUpdateAt())
          .isEqualTo(dates.isEmpty() ? RuleStore.START : dates.getLast());
    }
  }

  @Property
  void judgingTogetherIsJudgingOneAfterTheOther(@ForAll("groups") List<Group> groups) {
    RuleStore together = new RuleStore(CHATS);
    RuleStore apart = new RuleStore(CHATS);
    for (Group group : groups) {
      List<Appended> results = together.append(group.posts());
      for (int i = 0; i < results.size(); i++) {
        Appended alone = apart.append(List.of(group.posts().get(i))).getFirst();
        assertThat(kinds(results.get(i))).isEqualTo(kinds(alone));
        assertThat(results.get(i).chat().version()).isEqualTo(alone.chat().version());
        assertThat(results.get(i).chat().lastSeq()).isEqualTo(alone.chat().lastSeq());
      }
      group.closed().ifPresent(together::close);
      group.closed().ifPresent(apart::close);
    }
  }

  @Property
  void repeatsAreFoundWhereAnOpenedChatHadThem(@ForAll("groups") List<Group> groups) {
    RuleStore store = new RuleStore(CHATS);
    for (Group group : groups) {
      AppendDecision.Facts facts = store.facts();
      boolean expected =
          group.posts().stream()
              .filter(post -> !facts.chats().get(post.author().chat()).isClosed())
              .filter(post -> store.type(post.author()).isPresent())
              .flatMap(post -> post.messages().stream().flatMap(m -> key(post, m).stream()))
              .anyMatch(facts.stored()::containsKey);
      assertThat(AppendDecision.of(group.posts(), facts, store.now()).foundRepeats())
          .isEqualTo(expected);
      store.append(group.posts());
      group.closed().ifPresent(store::close);
    }
  }

  @Example
  void aRepeatWithinOnePostIsAnsweredWithTheFirst() {
    RuleStore store = new RuleStore(1);
    ParticipantKey author = new ParticipantKey(new ChatId(1), new UserId(1));
    Post post = new Post(author, List.of(message("a", "one"), message("a", "two")));
    Appended appended = store.append(List.of(post)).getFirst();
    Message stored = store.messages().getFirst();
    assertThat(appended.results()).containsExactly(new Stored(stored), new Repeated(stored));
    assertThat(stored.content().text()).isEqualTo("one");
    assertThat(store.messages()).hasSize(1);
  }

  @Provide
  static Arbitrary<List<Group>> groups() {
    Arbitrary<ChatId> chat = Arbitraries.longs().between(1, CHATS).map(ChatId::new);
    Arbitrary<UserId> user = Arbitraries.longs().between(1, USERS).map(UserId::new);
    Arbitrary<NewMessage> message =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "d").map(ClientMessageId::new).optional(0.7),
                Arbitraries.integers().between(0, 1000).map(i -> Content.text("text " + i)))
            .as(NewMessage::new);
    Arbitrary<Post> post =
        Combinators.combine(
                Combinators.combine(chat, user).as(ParticipantKey::new),
                message.list().ofMinSize(1).ofMaxSize(4))
            .as(Post::new);
    return Combinators.combine(post.list().ofMaxSize(6), chat.optional(0.2))
        .as(Group::new)
        .list()
        .ofMaxSize(8);
  }

  private static void run(RuleStore store, List<Group> groups, BiConsumer<Post, Appended> check) {
    for (Group group : groups) {
      List<Appended> results = store.append(group.posts());
      assertThat(results).hasSameSizeAs(group.posts());
      for (int i = 0; i < results.size(); i++) {
        check.accept(group.posts().get(i), results.get(i));
      }
      group.closed().ifPresent(store::close);
    }
  }

  private static void forEach(Post post, Appended appended, BiConsumer<NewMessage, Result> check) {
    for (int i = 0; i < post.messages().size(); i++) {
      check.accept(post.messages().get(i), appended.results().get(i));
    }
  }

  private static List<Class<?>> kinds(Appended appended) {
    return appended.results().stream().<Class<?>>map(Result::getClass).toList();
  }

  private static Result notAParticipant(Post post) {
    return new Refused(new Refusal.NotAParticipant(post.author().chat(), post.author().user()));
  }

  private static Optional<IdempotencyKey> key(Post post, NewMessage message) {
    return message.clientId().map(id -> new IdempotencyKey(post.author(), id));
  }

  private static NewMessage message(String clientId, String text) {
    return new NewMessage(Optional.of(new ClientMessageId(clientId)), Content.text(text));
  }
}
