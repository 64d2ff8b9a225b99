package io.chats.application.api;

import io.chats.domain.model.UserType;

/** What people are told of an opponent who is typing. Called by any thread; must not block. */
@FunctionalInterface
public interface TypingTexts {

  /** The text for an opponent of that type; never null. */
  String of(UserType type);
}
