package io.chats.domain.model;

import io.chats.domain.id.UserId;

/** What is shown of a user. Parts that nobody knows are empty, never null. */
public record Profile(
    UserId user, String firstName, String lastName, String middleName, String photo) {

  /** What is shown of a user whose profile cannot be had. */
  public static Profile nameless(UserId user) {
    return new Profile(user, "", "", "", "");
  }
}
