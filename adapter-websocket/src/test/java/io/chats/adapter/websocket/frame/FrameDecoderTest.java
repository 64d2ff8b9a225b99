package io.chats.adapter.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chats.adapter.websocket.frame.ClientFrame.AskOpponentStatus;
import io.chats.adapter.websocket.frame.ClientFrame.BadPost;
import io.chats.adapter.websocket.frame.ClientFrame.Entry;
import io.chats.adapter.websocket.frame.ClientFrame.Join;
import io.chats.adapter.websocket.frame.ClientFrame.MarkRead;
import io.chats.adapter.websocket.frame.ClientFrame.Messages;
import io.chats.adapter.websocket.frame.ClientFrame.Ping;
import io.chats.adapter.websocket.frame.ClientFrame.Post;
import io.chats.adapter.websocket.frame.ClientFrame.Typing;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Limits;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

  private final FrameDecoder decoder = new FrameDecoder(Limits.DEFAULT);

  @Test
  void readsTheMessagesOfTheFirstVersion() throws BadFrameException {
    ClientFrame frame =
        decoder.decode(
            """
            {"type": "message", "data": {"messages": [
              {"clientMessageId": "c1", "chatId": 7, "type": "message", "text": "hello",
               "params": {"b": "2", "a": "1"}},
              {"clientMessageId": "c2", "chatId": 8, "type": "document", "text": "",
               "params": [], "fileId": "f1"}]}}
            """);

    assertThat(frame)
        .isEqualTo(
            new Messages(
                List.of(
                    new Post(
                        new ChatId(7),
                        new NewMessage(
                            Optional.of(new ClientMessageId("c1")),
                            new Content(
                                MessageType.MESSAGE,
                                "hello",
                                Map.of("a", "1", "b", "2"),
                                Optional.empty()))),
                    new Post(
                        new ChatId(8),
                        new NewMessage(
                            Optional.of(new ClientMessageId("c2")),
                            new Content(
                                MessageType.DOCUMENT,
                                "",
                                Map.of(),
                                Optional.of(new FileId("f1"))))))));
  }

  @Test
  void keepsTheOrderOfParams() throws BadFrameException {
    Messages frame =
        (Messages)
            decoder.decode(message("\"params\": {\"z\": \"1\", \"a\": \"2\", \"m\": \"3\"}"));

    assertThat(((Post) frame.entries().get(0)).message().content().params().keySet())
        .containsExactly("z", "a", "m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"clientMessageId\": null", "\"clientMessageId\": \"\""})
  void takesAMessageWithoutAClientId(String name) throws BadFrameException {
    assertThat(entry(name).clientMessageId()).isEmpty();
    assertThat(entry(name)).isInstanceOf(Post.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"params\": null, \"fileId\": null",
        "\"params\": [], \"fileId\": \"\"",
        "\"params\": {}, \"text\": null"
      })
  void countsAbsentNullAndEmptyAsNothing(String fields) throws BadFrameException {
    Content content = ((Post) entry(fields)).message().content();

    assertThat(content).isEqualTo(new Content(MessageType.MESSAGE, "", Map.of(), Optional.empty()));
  }

  @Test
  void readsEveryOtherFrame() throws BadFrameException {
    assertThat(
            decoder.decode(
                "{\"type\":\"messageStatus\",\"data\":{\"status\":\"read\",\"chatId\":1,\"messageId\":2}}"))
        .isEqualTo(new MarkRead(new ChatId(1), new MessageId(2)));
    assertThat(decoder.decode("{\"type\":\"opponentStatus\",\"data\":{\"chatId\":1}}"))
        .isEqualTo(new AskOpponentStatus(new ChatId(1)));
    assertThat(decoder.decode("{\"type\":\"join\",\"data\":{\"consultationId\":9}}"))
        .isEqualTo(new Join(new OrderId(9)));
    assertThat(decoder.decode("{\"type\":\"typing\",\"data\":{\"chatId\":1,\"status\":\"on\"}}"))
        .isEqualTo(new Typing(new ChatId(1), "on"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"ping\"}",
        "{\"type\":\"ping\",\"data\":{}}",
        "{\"type\":\"ping\",\"data\":[]}",
        "{\"type\":\"ping\",\"data\":null}",
        "{\"data\":{\"later\":1},\"type\":\"ping\",\"more\":[1]}"
      })
  void ignoresUnknownFields(String frame) throws BadFrameException {
    assertThat(decoder.decode(frame)).isEqualTo(new Ping());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "[]",
        "\"ping\"",
        "{",
        "{}",
        "{\"type\":null}",
        "{\"type\":1}",
        "{\"type\":\"ping\"}x",
        "{\"type\":\"ping\"}{\"type\":\"ping\"}",
        "{\"type\":\"ping\",\"type\":\"ping\"}",
        "{\"type\":\"ping\",\"data\":{\"a\":1,\"a\":2}}",
        "{\"type\":\"ping\",\"data\":1}",
        "{\"type\":\"ping\",\"data\":[1]}",
        "{\"type\":\"ping\",\"data\":\"\"}",
        "{'type':'ping'}",
        "{\"type\":\"ping\",}",
        "{\"type\":NaN}",
        "{\"type\":\"message\",\"data\":{}}",
        "{\"type\":\"message\",\"data\":{\"messages\":[]}}",
        "{\"type\":\"message\",\"data\":{\"messages\":{}}}",
        "{\"type\":\"message\",\"data\":{\"messages\":null}}",
        "{\"type\":\"messageStatus\",\"data\":{\"chatId\":1,\"messageId\":2}}",
        "{\"type\":\"messageStatus\",\"data\":{\"status\":1,\"chatId\":1,\"messageId\":2}}",
        "{\"type\":\"messageStatus\",\"data\":{\"status\":\"read\",\"chatId\":1}}",
        "{\"type\":\"typing\",\"data\":{\"chatId\":1}}",
        "{\"type\":\"typing\",\"data\":{\"chatId\":1,\"status\":null}}"
      })
  void refusesTextsThatAreNotJsonOrHaveTheWrongShape(String frame) {
    assertThat(refusal(frame).code()).isEqualTo(ErrorCode.BAD_FRAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "0",
        "-1",
        "1.5",
        "1.0",
        "1e2",
        "\"1\"",
        "true",
        "[]",
        "{}",
        "9223372036854775808",
        "1000000000000000000000000000000000000000",
        "1e999999999"
      })
  void refusesInvalidIds(String id) {
    assertThat(refusal("{\"type\":\"opponentStatus\",\"data\":{\"chatId\":" + id + "}}").code())
        .isEqualTo(ErrorCode.BAD_FRAME);
    assertThat(refusal("{\"type\":\"opponentStatus\",\"data\":{}}").code())
        .isEqualTo(ErrorCode.BAD_FRAME);
  }

  @Test
  void takesTheLargestId() throws BadFrameException {
    assertThat(
            decoder.decode(
                "{\"type\":\"opponentStatus\",\"data\":{\"chatId\":9223372036854775807}}"))
        .isEqualTo(new AskOpponentStatus(new ChatId(Long.MAX_VALUE)));
  }

  @Test
  void refusesDeepNesting() {
    assertThat(refusal("[".repeat(60_000)).code()).isEqualTo(ErrorCode.BAD_FRAME);
    assertThat(refusal("{\"type\":\"ping\",\"data\":" + "{\"a\":".repeat(10_000)).code())
        .isEqualTo(ErrorCode.BAD_FRAME);
  }

  @Test
  void refusesUnknownTypesByTheirName() {
    BadFrameException refusal = refusal("{\"type\":\"dance\"}");

    assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_FRAME);
    assertThat(refusal.request()).contains("dance");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
  void doesNotRepeatUnsafeTypes(String type) {
    BadFrameException refusal = refusal("{\"type\":\"" + type + "\"}");

    assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_FRAME);
    assertThat(refusal.request()).isEmpty();
  }

  @Test
  void namesTheTypeOfAFrameOfTheWrongShape() {
    assertThat(refusal("{\"type\":\"join\"}").request()).contains("join");
  }

  @Test
  void refusesStatusesOtherThanRead() {
    assertThat(
            refusal(
                    "{\"type\":\"messageStatus\",\"data\":{\"status\":\"recd\",\"chatId\":1,\"messageId\":1}}")
                .code())
        .isEqualTo(ErrorCode.BAD_MESSAGE_STATUS);
  }

  @Test
  void refusesMoreMessagesThanAFrameMayHold() throws BadFrameException {
    String one = "{\"chatId\":1,\"type\":\"message\",\"text\":\"x\"}";
    String fifty = one + ("," + one).repeat(49);

    assertThat(decoder.decode(frameOf(fifty))).isInstanceOf(Messages.class);
    assertThat(refusal(frameOf(fifty + "," + one)).code()).isEqualTo(ErrorCode.TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"clientMessageId\":\"c\"} | BAD_FRAME | c",
        "{\"clientMessageId\":\"c\",\"chatId\":0,\"type\":\"message\"} | BAD_FRAME | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":1} | BAD_FRAME | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"message\",\"text\":1} | BAD_FRAME | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"message\",\"params\":[1]} | BAD_FRAME |"
            + " c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"message\",\"params\":{\"a\":1}} |"
            + " BAD_FRAME | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"message\",\"params\":{\"a\":null}} |"
            + " BAD_FRAME | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"message\",\"fileId\":1} | BAD_FRAME |"
            + " c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"message\",\"fileId\":\"\\udc00\"} |"
            + " BAD_FRAME | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"system\"} | BAD_MESSAGE_TYPE | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"notice\"} | BAD_MESSAGE_TYPE | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1,\"type\":\"MESSAGE\"} | BAD_MESSAGE_TYPE | c",
        "{\"clientMessageId\":\"c\",\"chatId\":1} | BAD_MESSAGE_TYPE | c",
        "{\"clientMessageId\":5,\"chatId\":1,\"type\":\"message\"} | BAD_FRAME | ``",
        "{\"clientMessageId\":\"a\\ud800\",\"chatId\":1,\"type\":\"message\"} | BAD_FRAME | ``",
        "1 | BAD_FRAME | ``",
        "null | BAD_FRAME | ``",
        "[1] | BAD_FRAME | ``"
      })
  void refusesABadMessageByItsClientIdAndTakesTheOthers(String bad, ErrorCode code, String name)
      throws BadFrameException {
    String good = "{\"clientMessageId\":\"good\",\"chatId\":1,\"type\":\"message\",\"text\":\"x\"}";
    Messages frame = (Messages) decoder.decode(frameOf(good + "," + bad + "," + good));

    assertThat(frame.entries().get(0)).isInstanceOf(Post.class);
    assertThat(frame.entries().get(2)).isInstanceOf(Post.class);
    BadPost refused = (BadPost) frame.entries().get(1);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.clientMessageId().map(ClientMessageId::value).orElse("")).isEqualTo(name);
  }

  @Test
  void replacesLoneSurrogatesInTexts() throws BadFrameException {
    Content content =
        ((Post)
                entry(
                    "\"text\": \"a\\ud800b\\ude00\\ud83d\\ude00\", \"params\": {\"k\":"
                        + " \"\\udfff\"}"))
            .message()
            .content();

    assertThat(content.text()).isEqualTo("a\uFFFDb\uFFFD\uD83D\uDE00");
    assertThat(content.params()).isEqualTo(Map.of("k", "\uFFFD"));
  }

  @Test
  void refusesLoneSurrogatesInKeys() {
    assertThat(refusal(message("\"params\": {\"\\ud800\": \"v\"}")).code())
        .isEqualTo(ErrorCode.BAD_FRAME);
  }

  @Test
  void replacesLoneSurrogatesInTypingStatuses() throws BadFrameException {
    assertThat(
            decoder.decode("{\"type\":\"typing\",\"data\":{\"chatId\":1,\"status\":\"\\ud800\"}}"))
        .isEqualTo(new Typing(new ChatId(1), "\uFFFD"));
  }

  private BadFrameException refusal(String frame) {
    return catchThrowableOfType(BadFrameException.class, () -> decoder.decode(frame));
  }

  private Entry entry(String fields) throws BadFrameException {
    return ((Messages) decoder.decode(message(fields))).entries().get(0);
  }

  private static String message(String fields) {
    String more = fields.isEmpty() ? "" : ", " + fields;
    return frameOf("{\"chatId\": 1, \"type\": \"message\"" + more + "}");
  }

  private static String frameOf(String messages) {
    return "{\"type\":\"message\",\"data\":{\"messages\":[" + messages + "]}}";
  }
}
