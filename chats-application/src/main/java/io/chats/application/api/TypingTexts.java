package io.chats.application.api;

import io.chats.domain.model.UserType;

/** The texts for opponents of a user who is typing. Called by any thread; must not block. */
@FunctionalInterface
public interface TypingTexts {

  /** The text for a user of that type who is typing; never null. */
  String of(UserType type);
}
