package io.chats.domain.model;

/** What a message is; the types but {@link #MESSAGE} tell a client how to show it. */
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

  /** Whether other services may post it and users may not (spec 6). */
  public boolean reservedForServices() {
    return this == SYSTEM || this == NOTICE;
  }

  /** Whether it counts as unread for others (spec 4). */
  public boolean countsAsUnread() {
    return this != SYSTEM;
  }
}
