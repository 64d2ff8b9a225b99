package io.chats.adapter.websocket.frame;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The frames that clients may send, by their {@code type} on the wire. */
public enum FrameType {
  MESSAGE("message"),
  MESSAGE_STATUS("messageStatus"),
  OPPONENT_STATUS("opponentStatus"),
  JOIN("join"),
  TYPING("typing"),
  SYNC("sync"),
  PING("ping");

  private static final Map<String, FrameType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(FrameType::wireName, Function.identity()));

  private final String wireName;

  FrameType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The type with that name on the wire; empty for an unknown one. */
  public static Optional<FrameType> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
