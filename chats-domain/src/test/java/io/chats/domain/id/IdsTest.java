package io.chats.domain.id;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdsTest {

  static Stream<LongFunction<Record>> numbers() {
    return Stream.of(ChatId::new, MessageId::new, OrderId::new, UserId::new);
  }

  static Stream<Function<String, Record>> names() {
    return Stream.of(
        ClientMessageId::new,
        FileId::new,
        NodeId::new,
        RequestId::new,
        SessionId::new,
        SpellId::new);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersAreFromOneOn(LongFunction<Record> id) {
    assertThatCode(() -> id.apply(1)).doesNotThrowAnyException();
    assertThatCode(() -> id.apply(Long.MAX_VALUE)).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> id.apply(0));
    assertThatIllegalArgumentException().isThrownBy(() -> id.apply(Long.MIN_VALUE));
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesAreNotEmpty(Function<String, Record> id) {
    assertThatCode(() -> id.apply(" ")).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> id.apply(""));
  }
}
