package io.chats.domain.model;

/** The type of a message; all but {@link #MESSAGE} make a client display it in a special way. */
public enum MessageType {
  MESSAGE,
  SYSTEM,
  DOCUMENT,
  DOCTOR_DETAIL,
  CLINIC_DETAIL,
  PAY_DETAIL,
  PRODUCT_DETAIL,
  MEDCARD_DETAIL,
  ORDER_DETAIL,
  PRODUCT_LINK,
  PROMOCODE_LINK,
  NOTICE;

  /** Returns whether only other services may post it, and users may not (spec 6). */
  public boolean reservedForServices() {
    return this == SYSTEM || this == NOTICE;
  }

  /** Returns whether it counts as unread for others (spec 4). */
  public boolean countsAsUnread() {
    return this != SYSTEM;
  }
}
