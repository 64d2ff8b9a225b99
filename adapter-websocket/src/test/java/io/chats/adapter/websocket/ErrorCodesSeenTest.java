package io.chats.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.document.FrameErrorCodes;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A third-party client sees every error code of frames, and stays connected. */
class ErrorCodesSeenTest {

  private static final int BURST = 5;
  private static final String MARK =
      "{\"type\":\"messageStatus\",\"data\":{\"status\":\"read\",\"chatId\":1,\"messageId\":1}}";
  private static final String MESSAGE =
      "{\"chatId\":1,\"type\":\"message\",\"text\":\"x\",\"clientMessageId\":\"c\"}";

  private RunningServer server;

  static List<ErrorCode> codes() {
    return FrameErrorCodes.all();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aClientSeesTheCode(ErrorCode code) {
    server =
        RunningServer.start(
            s -> s.withRate(new FrameRate(1, BURST)), client -> new FailingSession(code, client));
    try (OkClient client = OkClient.connect(server, "/ws/" + query(code))) {
      boolean refused = code == ErrorCode.NO_TOKEN || code == ErrorCode.TOKEN_REFUSED;
      if (!refused) {
        provoke(code, client);
      }
      String error = refused ? client.text(1) : lastBeforePong(client);

      assertThat(error)
          .startsWith("{\"type\":\"error\",")
          .contains("\"error\":{\"code\":" + code.number() + ",");
      if (refused) {
        assertThat(client.closed()).isEqualTo("4401 no valid token");
      }
    }
  }

  private static String query(ErrorCode code) {
    return switch (code) {
      case NO_TOKEN -> "";
      case TOKEN_REFUSED -> "?token=nobodys";
      default -> "?token=u5";
    };
  }

  private void provoke(ErrorCode code, OkClient client) {
    switch (code) {
      case UNKNOWN_FRAME -> client.send("{\"type\":\"dance\"}");
      case BAD_MESSAGE_STATUS -> client.send(MARK.replace("read", "recd"));
      case TOO_MANY_FRAMES -> {
        for (int i = 0; i < BURST; i++) {
          client.send("{\"type\":\"join\",\"data\":{\"consultationId\":1}}");
        }
      }
      case BAD_FRAME -> client.send("hello");
      case TOO_LONG -> client.send(messages(MESSAGE + ("," + MESSAGE).repeat(50)));
      case BAD_MESSAGE_TYPE -> client.send(messages(MESSAGE.replace("message", "system")));
      default -> client.send(MARK);
    }
  }

  private static String messages(String messages) {
    return "{\"type\":\"message\",\"data\":{\"messages\":[" + messages + "]}}";
  }

  /** Once the rate is used up, the ping is refused. */
  private static String lastBeforePong(OkClient client) {
    client.send("{\"type\":\"ping\"}");
    String first = client.text(1);
    assertThat(client.isOpen()).isTrue();
    if (!first.contains("\"code\":111")) {
      assertThat(client.text(2)).contains("pong");
    }
    return first;
  }

  /** Refuses read marks with the code. */
  private static final class FailingSession extends FakeSession {

    private final ErrorCode code;

    FailingSession(ErrorCode code, ClientSession client) {
      super(client);
      this.code = code;
    }

    @Override
    public void markRead(ChatId chat, MessageId upTo) {
      throw switch (code) {
        case UNFORESEEN -> new IllegalStateException("unforeseen");
        case DATABASE_UNAVAILABLE ->
            new StoreUnavailableException("away", new IllegalStateException());
        case OVERLOADED -> new RefusedException(new Refusal.Overloaded("everything"));
        case CHAT_CLOSED -> new RefusedException(new Refusal.ChatIsClosed(chat));
        case NOT_A_PARTICIPANT ->
            new RefusedException(new Refusal.NotAParticipant(chat, client().user()));
        case BAD_FILE_ID -> new RefusedException(new Refusal.NoSuchFile(new FileId("f")));
        case BAD_MESSAGE_ID -> new RefusedException(new Refusal.NoSuchMessage(chat, upTo));
        default -> new IllegalArgumentException("no frame meets " + code);
      };
    }
  }
}
