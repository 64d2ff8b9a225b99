package io.chats.adapter.mysql;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What ends in logs. */
public final class Texts {

  private Texts() {}

  /** The failure with all its causes, as a log shows it. */
  public static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
