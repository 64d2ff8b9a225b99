package io.chats.adapter.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.UserType;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnumCodesTest {

  /** The codes are in databases, so a change here loses data. */
  @Test
  void codesStayAsTheyAre() {
    assertThat(codes(EnumCodes.STATUS, ChatStatus.values()))
        .isEqualTo(Map.of("OPENED", 1, "CLOSED", 2));
    assertThat(codes(EnumCodes.USER_TYPE, UserType.values()))
        .isEqualTo(Map.of("CLIENT", 1, "DOCTOR", 2, "OPERATOR", 3, "BOT", 4));
    assertThat(codes(EnumCodes.HISTORY, ChatHistoryEvent.values()))
        .isEqualTo(
            Map.of(
                "OPENED",
                1,
                "JOINED",
                2,
                "LEFT",
                3,
                "HANDED_OVER",
                4,
                "TYPE_CHANGED",
                5,
                "CLOSED",
                6));
    assertThat(codes(EnumCodes.MESSAGE_TYPE, MessageType.values()))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("MESSAGE", 1),
                Map.entry("SYSTEM", 2),
                Map.entry("DOCUMENT", 3),
                Map.entry("DOCTOR_DETAIL", 4),
                Map.entry("CLINIC_DETAIL", 5),
                Map.entry("PAY_DETAIL", 6),
                Map.entry("PRODUCT_DETAIL", 7),
                Map.entry("MEDCARD_DETAIL", 8),
                Map.entry("ORDER_DETAIL", 9),
                Map.entry("PRODUCT_LINK", 10),
                Map.entry("PROMOCODE_LINK", 11),
                Map.entry("NOTICE", 12)));
  }

  @Test
  void codesAreReadBack() {
    assertThat(MessageType.values())
        .allMatch(type -> EnumCodes.MESSAGE_TYPE.at(EnumCodes.MESSAGE_TYPE.of(type)) == type);
    assertThatThrownBy(() -> EnumCodes.USER_TYPE.at(99))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessageContaining("99");
  }

  private static <T extends Enum<T>> Map<String, Integer> codes(EnumCodes<T> codes, T[] values) {
    return Stream.of(values).collect(Collectors.toMap(Enum::name, codes::of, (a, b) -> a));
  }
}
