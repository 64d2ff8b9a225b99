package io.chats.launcher.management;

/**
 * What is answered over HTTP.
 *
 * @param type its media type
 */
record Reply(int status, String type, String body) {

  static Reply text(int status, String text) {
    return new Reply(status, "text/plain; charset=utf-8", text + "\n");
  }

  static Reply json(int status, String body) {
    return new Reply(status, "application/json", body);
  }
}
