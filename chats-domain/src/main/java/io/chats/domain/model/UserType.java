package io.chats.domain.model;

/** What a user is to a chat; part of the subscription, since one user may differ between chats. */
public enum UserType {
  CLIENT(Side.CLIENT),
  DOCTOR(Side.STAFF),
  OPERATOR(Side.STAFF),
  BOT(Side.NEITHER);

  private final Side side;

  UserType(Side side) {
    this.side = side;
  }

  public Side side() {
    return side;
  }
}
