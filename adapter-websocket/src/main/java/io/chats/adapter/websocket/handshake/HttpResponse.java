package io.chats.adapter.websocket.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP responses of this server: its refusals, none with a body, and the switch of protocols.
 */
enum HttpResponse {
  BAD_REQUEST("400 Bad Request", ""),
  FORBIDDEN("403 Forbidden", ""),
  NOT_FOUND("404 Not Found", ""),
  TOO_MANY_REQUESTS("429 Too Many Requests", "Retry-After: 10\r\n"),
  HEADERS_TOO_LARGE("431 Request Header Fields Too Large", ""),
  UPGRADE_REQUIRED("426 Upgrade Required", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"),
  UNAVAILABLE("503 Service Unavailable", "Retry-After: 2\r\n");

  private static final int STATUS_DIGITS = 3;

  private final int status;
  private final String text;

  HttpResponse(String status, String headers) {
    this.status = Integer.parseInt(status.substring(0, STATUS_DIGITS));
    this.text =
        "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n";
  }

  /** The number of the status. */
  int status() {
    return status;
  }

  ByteBuffer bytes() {
    return encoded(text);
  }

  /** The response to a successful handshake. */
  static ByteBuffer switchingProtocols(
      Map<String, List<String>> headers, Optional<String> subprotocol) {
    StringBuilder answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
    headers.forEach((name, values) ->
        answer.append(name).append(": ").append(String.join(", ", values)).append("\r\n"));
    subprotocol.ifPresent(
        name -> answer.append("Sec-WebSocket-Protocol: ").append(name).append("\r\n"));
    return encoded(answer.append("\r\n").toString());
  }

  private static ByteBuffer encoded(String answer) {
    return ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII));
  }
}
