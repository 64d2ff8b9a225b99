package io.chats.adapter.mysql.row;

/** The kinds of changes in the table {@code chat_history}. */
public enum ChatHistoryEvent {
  OPENED,
  JOINED,
  LEFT,
  HANDED_OVER,
  TYPE_CHANGED,
  CLOSED
}
