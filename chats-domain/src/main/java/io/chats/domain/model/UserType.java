package io.chats.domain.model;

/** The role of a user in a chat; part of the subscription, since it may differ between chats. */
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
