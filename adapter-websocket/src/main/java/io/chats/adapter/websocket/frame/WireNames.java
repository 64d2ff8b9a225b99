package io.chats.adapter.websocket.frame;

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

/** The values of the domain as clients know them. Spelt out, since they outlive any renaming. */
final class WireNames {

  static final String READ = "read";

  private static final Map<String, MessageType> MESSAGE_TYPES =
      Arrays.stream(MessageType.values())
          .collect(Collectors.toUnmodifiableMap(WireNames::of, Function.identity()));

  private WireNames() {}

  static Optional<MessageType> messageType(String name) {
    return Optional.ofNullable(MESSAGE_TYPES.get(name));
  }

  static String of(MessageType type) {
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

  static String of(UserType type) {
    return switch (type) {
      case CLIENT -> "client";
      case DOCTOR -> "doctor";
      case OPERATOR -> "operator";
      case BOT -> "bot";
    };
  }

  static String of(MessageStatus status) {
    return switch (status) {
      case RECEIVED -> "recd";
      case READ -> READ;
    };
  }

  static String of(Presence presence) {
    return switch (presence) {
      case ONLINE -> "online";
      case OFFLINE -> "offline";
      case UNKNOWN -> "unknown";
    };
  }

  static String of(ChatStatus status) {
    return switch (status) {
      case OPENED -> "opened";
      case CLOSED -> "closed";
    };
  }
}
