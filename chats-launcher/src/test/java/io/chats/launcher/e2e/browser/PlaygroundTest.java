package io.chats.launcher.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.chats.adapter.management.playground.Playground;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaygroundTest {

  private static final InetSocketAddress WEBSOCKET = at(127, 0, 0, 1);
  private static final Pattern IMPORT = Pattern.compile("from \"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/playground/main.js, text/javascript; charset=utf-8",
    "/playground/playground.css, text/css; charset=utf-8",
    "/playground/icon.svg, image/svg+xml",
    "/playground/config.json, application/json",
    "/client/chats-client.js, text/javascript; charset=utf-8",
    "/client/chats-client.d.ts, text/plain; charset=utf-8"
  })
  void everyFileHasItsTypeAndIsGuarded(String path, String type) throws Exception {
    HttpResponse<String> page = get(Playground.at(WEBSOCKET), path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo(type);
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(page, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("connect-src 'self' ws://127.0.0.1:8002;")
        .doesNotContain("unsafe", "*", "http:");
  }

  @Test
  void thePageLearnsWhereTheWebSocketIs() throws Exception {
    assertThat(get(Playground.at(WEBSOCKET), "/playground/config.json").body())
        .isEqualTo("{\"webSocket\":\"ws://127.0.0.1:8002/ws/\"}");
  }

  @Test
  void anAddressThatIsNoneBecomesOneOfThisMachine() throws Exception {
    assertThat(webSocketOf(at(0, 0, 0, 0))).isEqualTo("ws://127.0.0.1:8002/ws/");
  }

  @Test
  void anAddressThatAPolicyCannotNameIsCalledByItsName() throws Exception {
    assertThat(webSocketOf(at(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)))
        .isEqualTo("ws://localhost:8002/ws/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/favicon.ico",
        "/playground",
        "/playground/",
        "/playground/index.html",
        "/client/README.md",
        "/client/../playground/main.js",
        "/playground/%2e%2e/client/chats-client.js",
        "/playground/..%2f..%2fMain.class",
        "//client/chats-client.js"
      })
  void unlistedFilesAreNotServed(String path) throws Exception {
    assertThat(get(Playground.at(WEBSOCKET), path).statusCode()).isEqualTo(404);
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws Exception {
    URI uri = serve(Playground.at(WEBSOCKET)).resolve("/client/chats-client.js");
    String tag = header(send(HttpRequest.newBuilder(uri)), "ETag");
    HttpResponse<String> again = send(HttpRequest.newBuilder(uri).header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    HttpResponse<String> other = send(HttpRequest.newBuilder(uri).header("If-None-Match", "\"x\""));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void itIsOnlyRead() throws Exception {
    URI uri = serve(Playground.at(WEBSOCKET));
    HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
    assertThat(send(HttpRequest.newBuilder(uri).POST(nothing)).statusCode()).isEqualTo(405);
    HttpResponse<String> head = send(HttpRequest.newBuilder(uri).method("HEAD", nothing));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void serviceModeSaysInOneLineThatThereIsNone() throws Exception {
    HttpResponse<String> page = get(Playground.none(), "/");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("embedded mode").hasLineCount(1);
  }

  @Test
  void everyImportedModuleIsServed() throws Exception {
    URI root = serve(Playground.at(WEBSOCKET));
    for (Path module : modules()) {
      Matcher imports = IMPORT.matcher(Files.readString(module));
      URI here = root.resolve("/" + module.getParent().getFileName() + "/");
      while (imports.find()) {
        URI imported = here.resolve(imports.group(1));
        assertThat(send(HttpRequest.newBuilder(imported)).statusCode())
            .describedAs("%s, imported by %s", imported, module)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void nothingComesFromElsewhereAndNoTextBecomesHtml() throws Exception {
    for (Path module : modules()) {
      assertThat(Files.readString(module))
          .describedAs(module.toString())
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
          .doesNotContain("https://");
    }
  }

  private String webSocketOf(InetSocketAddress address) throws Exception {
    String config = get(Playground.at(address), "/playground/config.json").body();
    return config.replaceFirst("^\\{\"webSocket\":\"(.*)\"}$", "$1");
  }

  private static InetSocketAddress at(int... address) {
    byte[] bytes = new byte[address.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) address[i];
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), 8002);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<Path> modules() throws URISyntaxException, IOException {
    Path folder = Path.of(Playground.class.getResource("/io/chats/launcher/web").toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  private HttpResponse<String> get(HttpHandler handler, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(serve(handler) + path.substring(1))));
  }

  private URI serve(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
