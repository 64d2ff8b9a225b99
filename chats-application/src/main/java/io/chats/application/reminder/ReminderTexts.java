package io.chats.application.reminder;

import io.chats.domain.model.UserType;

/** What clients are told of unread messages. Called by any thread; must not block. */
@FunctionalInterface
public interface ReminderTexts {

  /** The text for messages of an author of that type. */
  ReminderText reminder(UserType author);
}
