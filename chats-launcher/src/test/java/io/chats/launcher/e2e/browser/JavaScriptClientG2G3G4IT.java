package io.chats.launcher.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.testing.services.PrivateService;
import io.chats.testing.services.network.TcpProxy;
import io.chats.testing.services.process.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * G2 Idempotent, G3 Ordered and G4 Complete for users of the JavaScript client: one writes from
 * Node, the other from a browser, while the node or the network fails. In the end both have
 * received what the database has: every message, once, in order.
 */
class JavaScriptClientG2G3G4IT {

  private static final int EACH = 150;
  private static final int PACE_MILLIS = 15;
  private static final long IN_NODE = 101;
  private static final long IN_BROWSER = 202;
  private static final Path CLIENT = Path.of("..", "clients", "javascript");

  private static RealServices services;
  private static BusClient bus;
  private static Chromium chromium;
  private static Map<String, String> environment;
  private static TcpProxy network;
  private static Node node;

  private long chat;
  private NodeJs program;
  private Page browser;

  @BeforeAll
  static void startServices() {
    services = new RealServices();
    bus = services.bus();
    chromium = Chromium.start();
    int port = FreePorts.next();
    network = TcpProxy.to(PrivateService.HOST, port);
    environment = new HashMap<>(services.environment());
    environment.put("WEBSOCKET_PORT", PrivateService.HOST + ":" + port);
    node = Node.start(environment);
  }

  @AfterAll
  static void stopServices() {
    node.close();
    network.close();
    chromium.close();
    bus.close();
    services.close();
  }

  @BeforeEach
  void startToTalk() {
    chat = bus.chat(1, IN_NODE, IN_BROWSER);
    browser = chromium.visitor(new Browser.NewContextOptions()).newPage();
    browser.route("**/*.js", JavaScriptClientG2G3G4IT::serve);
    browser.navigate(node.management()); // a page of this machine: others may not reach into it
    browser.evaluate(
        "async (how) => { const { talk } = await import('/test/live/talk.js');"
            + " window.outcome = talk(JSON.parse(how)); }",
        Json.write(conversation(IN_BROWSER)));
    program = NodeJs.start("live/main.js", Json.write(conversation(IN_NODE)));
    await().atMost(Duration.ofSeconds(30)).until(this::bothAreInTheMiddleOfIt);
  }

  @AfterEach
  void endTheTalk() {
    network.restore();
    program.close();
    browser.context().close();
  }

  @Test
  void theNodeIsKilledAndStartsAgain() {
    node.kill();
    node.close();
    node = Node.start(environment);
    assertBothSawWhatIsStored(2);
  }

  @Test
  void theConnectionFreezesWithoutAnError() {
    network.stallReplies();
    awaitNewConnections();
    network.resume();
    assertBothSawWhatIsStored(2);
  }

  @Test
  void theNetworkIsSlow() {
    network.slowDown(Duration.ofMillis(150));
    try {
      assertBothSawWhatIsStored(1);
    } finally {
      network.slowDown(Duration.ZERO);
    }
  }

  private boolean bothAreInTheMiddleOfIt() {
    List<JsonNode> stored = bus.messages(chat, IN_NODE);
    return Stream.of(IN_NODE, IN_BROWSER)
        .allMatch(author -> stored.stream().filter(by(author)).count() > EACH / 5);
  }

  private static Predicate<JsonNode> by(long author) {
    return message -> message.get("user_id").asLong() == author;
  }

  /** Waits until both have replaced their dead connections. */
  private static void awaitNewConnections() {
    int before = network.connections();
    await().atMost(Duration.ofSeconds(20)).until(() -> network.connections() >= before + 2);
  }

  private void assertBothSawWhatIsStored(int connections) {
    JsonNode inNode = Json.read(program.awaitEnd(Duration.ofSeconds(70)));
    JsonNode inBrowser =
        Json.read((String) browser.evaluate("async () => JSON.stringify(await window.outcome)"));
    List<JsonNode> stored = bus.messages(chat, IN_NODE);
    assertThat(stored).extracting(m -> m.get("client_message_id").asText()).doesNotHaveDuplicates();
    for (long author : List.of(IN_NODE, IN_BROWSER)) {
      assertThat(stored.stream().filter(by(author)))
          .extracting(m -> m.get("text").asInt())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, EACH).boxed().toList());
    }
    List<Long> ids = stored.stream().map(m -> m.get("id").asLong()).toList();
    for (JsonNode outcome : List.of(inNode, inBrowser)) {
      assertThat(longs(outcome.get("shown"))).isEqualTo(ids);
      assertThat(longs(outcome.get("held"))).isEqualTo(ids);
      assertThat(outcome.get("waiting").asInt()).isZero();
      assertThat(outcome.get("connections").asInt()).isGreaterThanOrEqualTo(connections);
    }
  }

  private Map<String, Object> conversation(long user) {
    return Map.of(
        "url", "ws://" + network.host() + ":" + network.port() + "/ws/",
        "user", user,
        "chat", chat,
        "count", EACH,
        "paceMs", PACE_MILLIS,
        "expected", 2 * EACH);
  }

  /** Serves modules from the source folder. */
  private static void serve(Route route) {
    Path file = CLIENT.resolve(URI.create(route.request().url()).getPath().substring(1));
    route.fulfill(new Route.FulfillOptions().setPath(file).setContentType("text/javascript"));
  }

  private static List<Long> longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asLong).toList();
  }
}
