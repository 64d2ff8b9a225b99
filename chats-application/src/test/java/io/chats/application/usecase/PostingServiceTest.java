package io.chats.application.usecase;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.DatabaseLink;
import io.chats.testing.inmemory.FakeFiles;
import io.chats.testing.inmemory.FakeUsers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostingServiceTest {

  private static final ChatId NOWHERE = new ChatId(Long.MAX_VALUE);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void acknowledgesStoredMessages() {
    List<PostResult> results = post(CLIENT, Cluster.text("a", "1"), Cluster.text("2"));
    List<Message> stored = cluster.database().find(chat).orElseThrow().messages();
    assertThat(results)
        .containsExactly(
            new Posted(shown(stored.get(0), Optional.empty(), false)),
            new Posted(shown(stored.get(1), Optional.empty(), false)));
  }

  @Test
  void acknowledgesNoMessageBeforeItIsStored() {
    CompletableFuture<List<PostResult>> posting = posting(chat, CLIENT, Cluster.text("1"));
    assertThat(posting).isNotDone();
    nodes.settle();
    assertThat(posting).isCompleted();
  }

  @Test
  void deliversMessagesStoredTogetherAsOneFrameWithTheirAuthor() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    post(CLIENT, Cluster.text("1"), Cluster.text("2"));
    for (Client each : List.of(client, doctor)) {
      assertThat(each.events(MessagesPosted.class)).hasSize(1);
      assertThat(each.texts(chat)).containsExactly("1", "2");
      assertThat(each.events(MessagesPosted.class).getFirst().users())
          .containsExactly(FakeUsers.profile(CLIENT));
    }
  }

  @Test
  void deliversMessagesOfUnknownAuthors() {
    ChatId other = cluster.chat(FakeUsers.NAMELESS, DOCTOR);
    Client doctor = nodes.connect(nodes.here(), DOCTOR);
    assertThat(posting(other, FakeUsers.NAMELESS, Cluster.text("1"))).isNotDone();
    nodes.settle();
    assertThat(doctor.events(MessagesPosted.class).getFirst().users())
        .containsExactly(FakeUsers.profile(FakeUsers.NAMELESS));
  }

  @Test
  void rejectsEachMessageThatIsTooLongAndStoresTheOthersInOrder() {
    String id = "i".repeat(65);
    List<PostResult> results =
        post(
            CLIENT,
            Cluster.text("1"),
            Cluster.text("x".repeat(4097)),
            Cluster.text(id, "x"),
            Cluster.text("2"),
            message(MessageType.MESSAGE, Map.of("k".repeat(65), "v"), Optional.empty()),
            Cluster.text("\ud83d\ude00".repeat(4096)));
    assertThat(results)
        .extracting(PostingServiceTest::refusal)
        .containsExactly(
            Optional.empty(),
            Optional.of(new Refusal.TooLong("text", 4096)),
            Optional.of(new Refusal.TooLong("client_message_id", 64)),
            Optional.empty(),
            Optional.of(new Refusal.TooLong("a key of params", 64)),
            Optional.empty());
    assertThat(seq(results.get(0))).isEqualTo(1);
    assertThat(seq(results.get(3))).isEqualTo(2);
    assertThat(seq(results.get(5))).isEqualTo(3);
  }

  @Test
  void asksNoServiceWhenAllMessagesAreRejected() {
    int calls = nodes.here().line().calls();
    CompletableFuture<List<PostResult>> posting =
        posting(
            chat,
            CLIENT,
            message(MessageType.MESSAGE, Map.of(), Optional.of(new FileId("f".repeat(129)))));
    assertThat(posting.join()).containsExactly(new Rejected(new Refusal.TooLong("file_id", 128)));
    assertThat(nodes.here().line().calls()).isEqualTo(calls);
    assertThat(cluster.archive().asked()).isEmpty();
  }

  @Test
  void rejectsMissingFilesAndAcceptsFilesThatCannotBeLookedUp() {
    FileId there = new FileId("there");
    List<PostResult> results =
        post(CLIENT, withFile(FakeFiles.MISSING), withFile(FakeFiles.UNKNOWN), withFile(there));
    List<Message> stored = cluster.database().find(chat).orElseThrow().messages();
    assertThat(results)
        .containsExactly(
            new Rejected(new Refusal.NoSuchFile(FakeFiles.MISSING)),
            new Posted(
                shown(stored.get(0), Optional.of(StoredFile.unknown(FakeFiles.UNKNOWN)), false)),
            new Posted(shown(stored.get(1), Optional.of(FakeFiles.file(there)), false)));
  }

  @Test
  void rejectsStrangersAndClosedChats() {
    assertThat(post(OTHER, Cluster.text("1")))
        .containsExactly(new Rejected(new Refusal.NotAParticipant(chat, OTHER)));
    cluster.quietly(chat, Conversation::close);
    assertThat(post(CLIENT, Cluster.text("1")))
        .containsExactly(new Rejected(new Refusal.ChatIsClosed(chat)));
  }

  @Test
  void failsWhereThereIsNoChat() {
    CompletableFuture<List<PostResult>> posting = posting(NOWHERE, CLIENT, Cluster.text("1"));
    nodes.settle();
    assertThat(refusal(posting)).isEqualTo(new Refusal.NoSuchChat(NOWHERE));
  }

  @Test
  void doesNotRevealToAUserWhetherThereIsAChat() {
    CompletableFuture<List<PostResult>> posting =
        nodes.connect(nodes.here(), CLIENT).post(NOWHERE, Cluster.text("1"));
    nodes.settle();
    assertThat(refusal(posting)).isEqualTo(new Refusal.NotAParticipant(NOWHERE, CLIENT));
  }

  @Test
  void failsWhenTheDatabaseIsAway() {
    for (DatabaseLink.State away : List.of(DatabaseLink.State.CUT, DatabaseLink.State.MUTE)) {
      nodes.here().line().set(away);
      CompletableFuture<List<PostResult>> posting = posting(chat, CLIENT, Cluster.text("a", "1"));
      nodes.settle();
      assertThat(posting)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(StoreUnavailableException.class);
    }
    nodes.here().line().set(DatabaseLink.State.UP);
    assertThat(post(CLIENT, Cluster.text("a", "1")).getFirst())
        .isInstanceOfSatisfying(
            Posted.class, posted -> assertThat(posted.message().repeated()).isTrue());
  }

  @Test
  void rejectsTypesOfServicesFromUsers() {
    NewMessage system = message(MessageType.SYSTEM, Map.of(), Optional.empty());
    NewMessage notice = message(MessageType.NOTICE, Map.of(), Optional.empty());
    Client client = nodes.connect(nodes.here(), CLIENT);
    CompletableFuture<List<PostResult>> posting =
        client.post(chat, system, Cluster.text("1"), notice);
    nodes.settle();
    assertThat(posting.join())
        .extracting(result -> refusal(result).isPresent())
        .containsExactly(true, false, true);
    assertThat(refusal(posting.join().getFirst()).orElseThrow())
        .isInstanceOf(Refusal.BadMessageType.class);
    assertThat(post(CLIENT, system, notice)).allMatch(Posted.class::isInstance);
  }

  private List<PostResult> post(UserId author, NewMessage... messages) {
    CompletableFuture<List<PostResult>> posting = posting(chat, author, messages);
    nodes.settle();
    return posting.join();
  }

  private CompletableFuture<List<PostResult>> posting(
      ChatId to, UserId author, NewMessage... messages) {
    return nodes.here().chats().posting().post(to, author, List.of(messages)).toCompletableFuture();
  }

  private static ShownMessage shown(Message message, Optional<StoredFile> file, boolean repeated) {
    return new ShownMessage(message, MessageStatus.RECEIVED, file, repeated);
  }

  private static NewMessage withFile(FileId file) {
    return message(MessageType.DOCUMENT, Map.of(), Optional.of(file));
  }

  private static NewMessage message(
      MessageType type, Map<String, String> params, Optional<FileId> file) {
    return new NewMessage(Optional.empty(), new Content(type, "text", params, file));
  }

  private static long seq(PostResult result) {
    return ((Posted) result).message().message().seq();
  }

  private static Optional<Refusal> refusal(PostResult result) {
    return result instanceof Rejected rejected ? Optional.of(rejected.refusal()) : Optional.empty();
  }

  private static Refusal refusal(CompletableFuture<?> posting) {
    return ((RefusedException)
            posting
                .handle((results, e) -> e instanceof CompletionException ? e.getCause() : e)
                .join())
        .refusal();
  }
}
