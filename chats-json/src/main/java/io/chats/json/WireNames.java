package io.chats.json;

import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names of the domain's values on the wire (spec 4). They are spelt out here, since they must
 * outlive any renaming of the constants.
 */
public final class WireNames {

  private static final Map<String, UserType> USER_TYPES = byName(UserType.values(), WireNames::of);
  private static final Map<String, MessageType> MESSAGE_TYPES =
      byName(MessageType.values(), WireNames::of);
  private static final Map<String, ChatStatus> CHAT_STATUSES =
      byName(ChatStatus.values(), WireNames::of);
  private static final Map<String, MessageStatus> MESSAGE_STATUSES =
      byName(MessageStatus.values(), WireNames::of);
  private static final Map<String, Presence> PRESENCES = byName(Presence.values(), WireNames::of);

  private WireNames() {}

  public static String of(UserType type) {
    return switch (type) {
      case CLIENT -> "client";
      case DOCTOR -> "doctor";
      case OPERATOR -> "operator";
      case BOT -> "bot";
    };
  }

  public static String of(MessageType type) {
    return switch (type) {
      case MESSAGE -> "message";
      case SYSTEM -> "system";
      case DOCUMENT -> "document";
      case DOCTOR_DETAIL -> "doctor_detail";
      case CLINIC_DETAIL -> "clinic_detail";
      case PAY_DETAIL -> "pay_detail";
      case PRODUCT_DETAIL -> "product_detail";
      case MEDCARD_DETAIL -> "medcard_detail";
      case ORDER_DETAIL -> "order_detail";
      case PRODUCT_LINK -> "product_link";
      case PROMOCODE_LINK -> "promocode_link";
      case NOTICE -> "notice";
    };
  }

  public static String of(ChatStatus status) {
    return switch (status) {
      case OPENED -> "opened";
      case CLOSED -> "closed";
    };
  }

  public static String of(MessageStatus status) {
    return switch (status) {
      case RECEIVED -> "recd";
      case READ -> "read";
    };
  }

  public static String of(Presence presence) {
    return switch (presence) {
      case ONLINE -> "online";
      case OFFLINE -> "offline";
      case UNKNOWN -> "unknown";
    };
  }

  public static Optional<UserType> userType(String name) {
    return Optional.ofNullable(USER_TYPES.get(name));
  }

  public static Optional<MessageType> messageType(String name) {
    return Optional.ofNullable(MESSAGE_TYPES.get(name));
  }

  public static Optional<ChatStatus> chatStatus(String name) {
    return Optional.ofNullable(CHAT_STATUSES.get(name));
  }

  public static Optional<MessageStatus> messageStatus(String name) {
    return Optional.ofNullable(MESSAGE_STATUSES.get(name));
  }

  public static Optional<Presence> presence(String name) {
    return Optional.ofNullable(PRESENCES.get(name));
  }

  private static <T> Map<String, T> byName(T[] constants, Function<T, String> name) {
    return Arrays.stream(constants).collect(Collectors.toUnmodifiableMap(name, c -> c));
  }
}
