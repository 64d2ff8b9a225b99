package io.chats.adapter.nats.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.document.BusDocument;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.UserDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to other services are as documented, and the documented replies are understood. */
class DocumentedUpstreamsIT {

  private static final UserId CLIENT = new UserId(42);
  private static final OrderId ORDER = new OrderId(31);

  private final BusDocument document = BusDocument.load();
  private final List<FakeService> services = new ArrayList<>();
  private Upstreams upstreams;

  @BeforeEach
  void start() {
    upstreams = new Upstreams();
    Stream.of(
            Upstreams.TOPICS.users(),
            Upstreams.TOPICS.personal(),
            Upstreams.TOPICS.doctors(),
            Upstreams.TOPICS.storage(),
            Upstreams.TOPICS.telemed(),
            Upstreams.TOPICS.communications())
        .map(upstreams::service)
        .forEach(services::add);
    for (BusDocument.Request request : document.upstream()) {
      String path = request.examples().getFirst().get("path").textValue();
      String answer = document.answerTo(request).map(JsonNode::toString).orElse("{}");
      services.forEach(service -> service.answers(path, answer));
    }
  }

  @AfterEach
  void stop() {
    upstreams.close();
  }

  @Test
  void everyExampleIsAskedAndUnderstood() {
    assertThat(new NatsTokenVerifier(upstreams.client(), Upstreams.TOPICS).verify("secret"))
        .isEqualTo(new TokenVerifier.Accepted(CLIENT, Optional.empty()));
    askForProfiles();
    askForTheFile();
    NatsConsultationService telemed =
        new NatsConsultationService(upstreams.client(), Upstreams.TOPICS);
    telemed.presence(CLIENT, true);
    telemed.joined(ORDER, CLIENT);
    assertThat(
            new NatsPushService(upstreams.client(), Upstreams.TOPICS)
                .push(
                    new SpellId("5b2c7e0e"),
                    CLIENT,
                    ORDER,
                    "A new message",
                    "Your doctor has written to you."))
        .isTrue();

    String[] described =
        document.upstream().stream()
            .flatMap(request -> request.examples().stream())
            .map(DocumentedUpstreamsIT::written)
            .toArray(String[]::new);
    await().untilAsserted(() -> assertThat(asked()).containsExactlyInAnyOrder(described));
  }

  private void askForProfiles() {
    UserDirectory directory = new NatsUserDirectory(upstreams.client(), Upstreams.TOPICS);
    List<UserDirectory.Key> keys =
        List.of(
            new UserDirectory.Key(CLIENT, UserType.CLIENT, ORDER),
            new UserDirectory.Key(CLIENT, UserType.OPERATOR, ORDER),
            new UserDirectory.Key(new UserId(7), UserType.DOCTOR, ORDER));
    assertThat(directory.find(Set.copyOf(keys)).values())
        .hasSize(3)
        .extracting(Profile::firstName)
        .containsOnly("Willow");
  }

  private void askForTheFile() {
    FileStorage.Key key = new FileStorage.Key(new FileId("f-31"), new ChatId(1), CLIENT);
    assertThat(new NatsFileStorage(upstreams.client(), Upstreams.TOPICS).find(Set.of(key)).get(key))
        .isInstanceOfSatisfying(
            FileStorage.Found.class,
            found ->
                assertThat(found.file().details().orElseThrow().title()).isEqualTo("scan.png"));
  }

  private List<String> asked() {
    return services.stream().flatMap(service -> service.asked.stream()).toList();
  }

  private static String written(JsonNode request) {
    return request.get("method").textValue()
        + " "
        + request.get("path").textValue()
        + " "
        + request.get("body");
  }
}
