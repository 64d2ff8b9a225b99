package io.chats.launcher.e2e.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.monitoring.testing.PinbaReceiver;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.ManagementPages;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.TokenIssuer;
import io.chats.launcher.harness.WsClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a node. The dashboard and the documentation name these and no others (spec 9). */
class MetricsIT {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)+");
  private static final Pattern SELECTED =
      Pattern.compile("([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\\s*(?=[{\\[)]|$| )");
  private static final Path ROOT = Path.of("..");

  @TempDir private static Path folder;

  private static RealServices services;
  private static PinbaReceiver pinba;
  private static Node node;
  private static String scraped;

  @BeforeAll
  static void start() throws IOException {
    services = new RealServices();
    pinba = new PinbaReceiver();
    Map<String, String> environment = services.environment();
    environment.put("PINBA_HOST", "127.0.0.1:" + pinba.port());
    environment.putAll(new TokenIssuer(folder.resolve("keys.json")).environment());
    node = Node.start(environment);
    // The requests with which it warmed up were nobody's.
    assertThat(ManagementPages.metrics(node)).doesNotContain("chats_bus_requests");
    try (BusClient bus = services.bus()) {
      long chat = bus.chat(1, 11, 12);
      try (WsClient client = WsClient.connect(node.webSocket(), 11);
          WsClient doctor = WsClient.connect(node.webSocket(), 12)) {
        client.post(chat, "a", "Hello");
        doctor.awaitMessage("a");
        client.sendText("not JSON");
        client.awaitError(201);
        bus.request("GET", "/no/such/path", Map.of());
        await().until(() -> value("chats_websocket_sessions") == 2);
        await().until(() -> value("chats_reconciliation_runs_total") > 0);
        assertThat(WsClient.refused(node.webSocket()).awaitClose()).isEqualTo(4401);
        provokeCut();
        scraped = ManagementPages.metrics(node);
      }
    }
  }

  @AfterAll
  static void stop() {
    node.close();
    pinba.close();
    services.close();
  }

  /** A client that breaks the protocol, and neither reads nor closes. */
  private static void provokeCut() throws IOException {
    URI address = URI.create(node.webSocket());
    try (Socket client = new Socket(address.getHost(), address.getPort())) {
      String request =
          """
          GET /ws/?token=u11 HTTP/1.1
          Host: x
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """;
      client.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
      assertThat(client.getInputStream().read()).isEqualTo('H');
      client.getOutputStream().write(new byte[] {(byte) 0x81, 1, 'x'});
      await().until(() -> ManagementPages.metrics(node).contains("chats_websocket_cut_total"));
    }
  }

  @Test
  void whoIsRefusedClosedOrCutIsCountedByTheReason() {
    assertThat(scraped)
        .contains(
            "chats_websocket_handshakes_total{status=\"101\"}",
            "chats_websocket_tokens_seconds_count{result=\"accepted\"}",
            "chats_websocket_tokens_seconds_count{result=\"refused\"} 1",
            "chats_websocket_closed_total{code=\"4401\"} 1.0",
            "chats_websocket_closed_total{code=\"1002\"} 1.0",
            "chats_websocket_cut_total{reason=\"not_closed\"} 1.0");
  }

  @Test
  void requestsToOtherServicesAreCountedAndTimedByResult() {
    String count = "chats_upstream_requests_seconds_count";
    assertThat(scraped)
        .contains(
            count + "{result=\"ok\",subject=\"users.1.0\"}",
            count + "{result=\"refused\",subject=\"users.1.0\"} 1")
        .containsPattern("chats_upstream_requests_seconds_bucket\\{.*subject=\"users.1.0\".*le=");
  }

  @Test
  void requestsAndFramesAreCountedAndTimedByKindAndResult() {
    assertThat(scraped)
        .contains(
            "chats_bus_requests_seconds_count{method=\"POST\",path=\"/chats/new\",result=\"ok\"} 1",
            "chats_websocket_frames_seconds_count{result=\"ok\",type=\"message\"} 1",
            "chats_websocket_frames_seconds_count{result=\"201\",type=\"unknown\"} 1")
        .containsPattern("chats_bus_requests_seconds_bucket\\{.*path=\"/chats/new\".*le=\"0.05\"")
        .doesNotContain("/no/such/path");
  }

  /** The first request that Pinba receives is none of the warm-up. */
  @Test
  void pinbaReceivesEachRequest() {
    PinbaReceiver.Received first = pinba.receive();
    assertThat(first.tags())
        .isEqualTo(
            Map.of(
                "group", "apiConsumer",
                "topic", RealServices.TOPIC,
                "method", "POST",
                "path", "/chats/new"));
    assertThat(first.value("status")).isEqualTo(200);
  }

  @Test
  void theNodeShowsWhatItIsBusyWith() {
    assertThat(scraped)
        .contains(
            "chats_users 2.0",
            "chats_rooms 1.0",
            "chats_ready 1.0",
            "chats_dependency_up{dependency=\"database\"} 1.0",
            "chats_append_group_messages_count",
            "chats_cache_gets_total{cache=\"chats\",result=\"miss\",tier=\"redis\"}",
            "hikaricp_connections_active{pool=\"chats\"}",
            "jvm_memory_used_bytes",
            "process_cpu_usage");
  }

  @Test
  void theDashboardUsesOnlyMetricsThatExist() throws IOException {
    JsonNode dashboard = Json.read(Files.readString(ROOT.resolve("deploy/grafana/chats.json")));
    List<String> expressions = new ArrayList<>();
    dashboard.findValues("expr").forEach(expr -> expressions.add(expr.asText()));
    assertThat(expressions).hasSizeGreaterThan(20);
    for (String expression : expressions) {
      assertThat(names(expression)).describedAs(expression).isNotEmpty();
      assertThat(exposed()).describedAs(expression).containsAll(names(expression));
    }
  }

  @Test
  void theAlarmsUseOnlyMetricsThatExist() throws IOException {
    String documentation = Files.readString(ROOT.resolve("docs/operations.md"));
    String alarms = documentation.substring(documentation.indexOf("\n## Alarms"));
    Pattern row = Pattern.compile("^\\| [^|`]+ \\| ((?:\\\\\\||[^|])+) \\|", Pattern.MULTILINE);
    List<String> conditions = row.matcher(alarms).results().map(it -> it.group(1)).toList();
    assertThat(conditions).hasSizeGreaterThan(12);
    for (String condition : conditions) {
      if (condition.contains("`")) {
        assertThat(exposed()).describedAs(condition).containsAll(names(condition));
        assertThat(names(condition)).describedAs(condition).isNotEmpty();
      }
    }
  }

  @Test
  void everyMetricOfTheProductIsDocumentedAndNoOther() throws IOException {
    String documentation = Files.readString(ROOT.resolve("docs/operations.md"));
    Set<String> documented = new TreeSet<>();
    Pattern row = Pattern.compile("^\\| `(chats_[a-z_]+)`", Pattern.MULTILINE);
    row.matcher(documentation).results().map(it -> it.group(1)).forEach(documented::add);
    Set<String> ours = new TreeSet<>();
    Pattern type = Pattern.compile("^# TYPE (chats_[a-z_]+)", Pattern.MULTILINE);
    type.matcher(scraped)
        .results()
        .map(it -> it.group(1))
        .filter(it -> !it.endsWith("_max"))
        .forEach(ours::add);
    assertThat(documented).isEqualTo(ours);
  }

  /** The number of metrics is bounded, however many different things clients request. */
  @Test
  void theNumberOfFiguresIsBounded() {
    try (BusClient bus = services.bus()) {
      int before = ManagementPages.metrics(node).split("\n").length;
      for (int i = 0; i < 200; i++) {
        bus.request("GET", "/made/up/" + i, Map.of());
      }
      assertThat(ManagementPages.metrics(node).split("\n").length).isLessThan(before + 30);
    }
  }

  private static Set<String> names(String expression) {
    String withoutLabels =
        expression.replaceAll("\\{[^}]*}", "{}").replaceAll("by \\([^)]*\\)", "");
    Set<String> names = new TreeSet<>();
    SELECTED.matcher(withoutLabels).results().map(it -> it.group(1)).forEach(names::add);
    names.remove("histogram_quantile");
    return names;
  }

  private static Set<String> exposed() {
    Set<String> exposed = new TreeSet<>();
    scraped
        .lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> NAME.matcher(line).results().limit(1))
        .map(MatchResult::group)
        .forEach(exposed::add);
    return exposed;
  }

  private static double value(String metric) {
    return ManagementPages.metrics(node)
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElse(-1);
  }
}
