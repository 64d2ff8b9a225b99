package io.chats.adapter.mysql;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Renders failures as logs do. */
public final class FailureText {

  private FailureText() {}

  /** The failure with all its causes. */
  public static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
