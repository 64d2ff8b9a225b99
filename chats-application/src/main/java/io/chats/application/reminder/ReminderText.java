package io.chats.application.reminder;

import java.util.Objects;

/** The text of a push; it never quotes a message. */
public record ReminderText(String title, String body) {

  public ReminderText {
    Objects.requireNonNull(title);
    Objects.requireNonNull(body);
  }
}
