package io.chats.adapter.websocket.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.frame.BadFrameException;
import io.chats.adapter.websocket.frame.ClientFrame;
import io.chats.adapter.websocket.frame.FrameDecoder;
import io.chats.application.api.OpenSession;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.model.Limits;
import io.chats.domain.model.NewMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The decoder takes the frames that the document allows, and refuses those that it forbids. */
class DecoderAsDescribedPropertyTest {

  private static final Limits LIMITS = Limits.DEFAULT;

  private final FrameDecoder decoder = new FrameDecoder(LIMITS);
  private final FrameSchemas described = FrameSchemas.fromClients();

  @Property(tries = 3_000)
  void theDocumentAndTheServerAgree(@ForAll("frames") String frame) {
    assertThat(described.violations(frame).isEmpty()).isEqualTo(isTaken(frame));
  }

  private boolean isTaken(String text) {
    try {
      return switch (decoder.decode(text)) {
        case ClientFrame.Messages messages -> messages.entries().stream().allMatch(this::isTaken);
        case ClientFrame.Typing typing -> !Limits.exceeds(typing.status(), LIMITS.typingStatus());
        default -> true;
      };
    } catch (BadFrameException e) {
      return false;
    }
  }

  private boolean isTaken(ClientFrame.Entry entry) {
    return entry instanceof ClientFrame.Post post && isWithinLimits(post.message());
  }

  private static boolean isWithinLimits(NewMessage message) {
    String id = message.clientId().map(ClientMessageId::value).orElse("");
    return !Limits.exceeds(id, LIMITS.clientMessageId())
        && LIMITS.check(message.content()).isEmpty();
  }

  /** Mostly valid frames, with values on both sides of each bound. */
  @Provide
  Arbitrary<String> frames() {
    return Arbitraries.oneOf(
        frame("message", object(field("messages", messages()))),
        frame(
            "messageStatus",
            object(
                field("status", mostly("\"read\"", "\"recd\"", "null", "7")),
                field("chatId", ids()),
                field("messageId", ids()))),
        frame("opponentStatus", object(field("chatId", ids()))),
        frame("join", object(field("consultationId", ids()))),
        frame(
            "typing",
            object(field("chatId", ids()), field("status", texts(LIMITS.typingStatus())))),
        frame("sync", object(field("chats", positions()))),
        frame("ping", mostly("{}", "null", "[]", "[1]", "\"x\"", "{\"a\":1}")),
        frame("dance", mostly("{}")));
  }

  private static Arbitrary<String> frame(String type, Arbitrary<String> data) {
    return field("data", data)
        .map(d -> "{\"type\":\"" + type + "\"" + d.map(text -> "," + text).orElse("") + "}");
  }

  private static Arbitrary<String> positions() {
    Arbitrary<String> one = object(field("chatId", ids()), field("seq", ids()));
    return Arbitraries.oneOf(
        one.map(position -> array(List.of(position))),
        Arbitraries.of(OpenSession.MAX_LISTED, OpenSession.MAX_LISTED + 1)
            .map(n -> array(IntStream.rangeClosed(1, n).mapToObj(i -> position(i)).toList())),
        mostly("[]", "null", "{}", "7", "[7]"));
  }

  private static String position(int chat) {
    return "{\"chatId\":" + chat + ",\"seq\":0}";
  }

  private static Arbitrary<String> messages() {
    Arbitrary<String> some = message().list().ofMinSize(1).ofMaxSize(3).map(m -> array(m));
    Arbitrary<String> most =
        Arbitraries.of(LIMITS.messagesPerFrame(), LIMITS.messagesPerFrame() + 1)
            .map(n -> array(IntStream.range(0, n).mapToObj(i -> minimal()).toList()));
    return Arbitraries.oneOf(some, some, some, most, Arbitraries.of("[]", "null", "{}", "[5]"));
  }

  private static String minimal() {
    return "{\"chatId\":1,\"type\":\"message\"}";
  }

  private static Arbitrary<String> message() {
    return object(
        field("clientMessageId", texts(LIMITS.clientMessageId())),
        field("chatId", ids()),
        field("type", mostly("\"message\"", "\"pay_detail\"", "\"system\"", "\"x\"", "null", "5")),
        field("text", texts(LIMITS.text())),
        field("params", params()),
        field("fileId", texts(LIMITS.fileId())));
  }

  private static Arbitrary<String> params() {
    return Arbitraries.oneOf(
        mostly("{}", "[]", "null", "[1]", "\"x\"", "{\"k\":1}"),
        texts(LIMITS.paramValue()).map(value -> "{\"k\":" + value + "}"),
        Arbitraries.of(LIMITS.paramKey(), LIMITS.paramKey() + 1)
            .map(length -> "{\"" + "k".repeat(length) + "\":\"v\"}"),
        Arbitraries.of(LIMITS.params(), LIMITS.params() + 1)
            .map(n ->
                IntStream.range(0, n)
                    .mapToObj(i -> "\"k" + i + "\":\"v\"")
                    .collect(Collectors.joining(",", "{", "}"))));
  }

  private static Arbitrary<String> ids() {
    return mostly(
        "1", "9223372036854775807", "0", "-1", "1.5", "\"1\"", "null", "9223372036854775808", "[]");
  }

  /** Texts around the bound, also with characters that take two of Java's. */
  private static Arbitrary<String> texts(int limit) {
    return mostly(
        "\"x\"",
        "\"\"",
        "\"" + "x".repeat(limit) + "\"",
        "\"" + "😀".repeat(limit) + "\"",
        "\"" + "x".repeat(limit + 1) + "\"",
        "\"" + "😀".repeat(limit + 1) + "\"",
        "null",
        "5",
        "{}");
  }

  private static Arbitrary<String> mostly(String good, String... others) {
    return Arbitraries.integers()
        .between(0, Math.max(1, 6 * others.length))
        .map(i -> i < others.length ? others[i] : good);
  }

  /** A field that is sometimes absent. */
  private static Arbitrary<Optional<String>> field(String name, Arbitrary<String> value) {
    return value.map(v -> "\"" + name + "\":" + v).optional(0.95);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static Arbitrary<String> object(Arbitrary<Optional<String>>... fields) {
    return Combinators.combine(List.of(fields))
        .as(present ->
            present.stream().flatMap(Optional::stream).collect(Collectors.joining(",", "{", "}")));
  }

  private static String array(List<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }
}
