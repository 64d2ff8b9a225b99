package io.chats.application.reminder;

import java.util.Objects;

/** What a push says. Never anything of what a user wrote. */
public record ReminderText(String title, String body) {

  public ReminderText {
    Objects.requireNonNull(title);
    Objects.requireNonNull(body);
  }
}
