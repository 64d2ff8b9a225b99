package io.chats.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.model.Chat;
import org.junit.jupiter.api.Test;

class DomainDependenciesTest {

  @Test
  void refersToNothingOutsideOfJavaBase() {
    assertThat(Jdeps.summary(Chat.class)).containsExactly("java.base");
  }
}
