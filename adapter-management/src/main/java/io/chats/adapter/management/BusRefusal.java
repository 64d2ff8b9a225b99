package io.chats.adapter.management;

import java.util.Locale;

/** The reasons for which a request to {@code POST /bus} is refused. */
public enum BusRefusal {
  PATH(404, "Try POST /bus."),
  METHOD(405, "Only POST."),
  STOPPING(503, "Stopping."),
  NOT_LOCAL(403, "Only for callers on this machine."),
  PROXY(403, "Not through a proxy."),
  CONTENT_TYPE(415, "Only Content-Type: application/json."),
  TOO_LARGE(413, "At most 1 MiB.");

  final int status;
  final String explanation;

  BusRefusal(int status, String explanation) {
    this.status = status;
    this.explanation = explanation;
  }

  /** Its name in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
