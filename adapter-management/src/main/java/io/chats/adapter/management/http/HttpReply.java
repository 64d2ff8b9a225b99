package io.chats.adapter.management.http;

/**
 * What is answered over HTTP.
 *
 * @param type its media type
 */
public record HttpReply(int status, String type, String body) {

  public static HttpReply text(int status, String text) {
    return new HttpReply(status, "text/plain; charset=utf-8", text + "\n");
  }

  public static HttpReply json(int status, String body) {
    return new HttpReply(status, "application/json", body);
  }
}
