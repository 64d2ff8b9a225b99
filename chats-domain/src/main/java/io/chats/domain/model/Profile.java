package io.chats.domain.model;

import io.chats.domain.id.UserId;

/** The profile of a user. Parts that are not known are empty, never null. */
public record Profile(
    UserId user, String firstName, String lastName, String middleName, String photo) {

  /** The profile of a user whose real one cannot be loaded. */
  public static Profile nameless(UserId user) {
    return new Profile(user, "", "", "", "");
  }
}
