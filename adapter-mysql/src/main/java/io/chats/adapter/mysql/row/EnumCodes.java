package io.chats.adapter.mysql.row;

import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.UserType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The numbers by which enums are stored. They are in the tables for good: never change or reuse
 * one.
 */
public final class EnumCodes<T extends Enum<T>> {

  public static final EnumCodes<ChatStatus> STATUS =
      new EnumCodes<>(ChatStatus.class, EnumCodes::code);
  public static final EnumCodes<UserType> USER_TYPE =
      new EnumCodes<>(UserType.class, EnumCodes::code);
  public static final EnumCodes<MessageType> MESSAGE_TYPE =
      new EnumCodes<>(MessageType.class, EnumCodes::code);
  public static final EnumCodes<ChatHistoryEvent> HISTORY =
      new EnumCodes<>(ChatHistoryEvent.class, EnumCodes::code);

  private final Class<T> type;
  private final ToIntFunction<T> codes;
  private final Map<Integer, T> byCode;

  private EnumCodes(Class<T> type, ToIntFunction<T> codes) {
    this.type = type;
    this.codes = codes;
    this.byCode =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toUnmodifiableMap(codes::applyAsInt, Function.identity()));
  }

  public int of(T value) {
    return codes.applyAsInt(value);
  }

  /**
   * @throws UnreadableRowException for an unknown code, as a later version may have stored
   */
  public T at(int code) {
    T value = byCode.get(code);
    if (value == null) {
      throw new UnreadableRowException("no " + type.getSimpleName() + " has the code " + code);
    }
    return value;
  }

  private static int code(ChatStatus status) {
    return switch (status) {
      case OPENED -> 1;
      case CLOSED -> 2;
    };
  }

  private static int code(UserType type) {
    return switch (type) {
      case CLIENT -> 1;
      case DOCTOR -> 2;
      case OPERATOR -> 3;
      case BOT -> 4;
    };
  }

  private static int code(MessageType type) {
    return switch (type) {
      case MESSAGE -> 1;
      case SYSTEM -> 2;
      case DOCUMENT -> 3;
      case DOCTOR_DETAIL -> 4;
      case CLINIC_DETAIL -> 5;
      case PAY_DETAIL -> 6;
      case PRODUCT_DETAIL -> 7;
      case MEDCARD_DETAIL -> 8;
      case ORDER_DETAIL -> 9;
      case PRODUCT_LINK -> 10;
      case PROMOCODE_LINK -> 11;
      case NOTICE -> 12;
    };
  }

  private static int code(ChatHistoryEvent event) {
    return switch (event) {
      case OPENED -> 1;
      case JOINED -> 2;
      case LEFT -> 3;
      case HANDED_OVER -> 4;
      case TYPE_CHANGED -> 5;
      case CLOSED -> 6;
    };
  }
}
