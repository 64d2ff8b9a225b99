package io.chats.application.reminder;

import io.chats.domain.model.UserType;

/** Chooses the text of reminders. Called by any thread; must not block. */
@FunctionalInterface
public interface ReminderTexts {

  /** The text for messages of an author of that type. */
  ReminderText reminder(UserType author);
}
