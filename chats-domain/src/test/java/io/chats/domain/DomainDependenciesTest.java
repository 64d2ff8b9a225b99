package io.chats.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.model.Chat;
import io.chats.testing.architecture.Jdeps;
import org.junit.jupiter.api.Test;

class DomainDependenciesTest {

  @Test
  void refersToNothingOutsideOfJavaBase() {
    assertThat(Jdeps.summary(Chat.class)).containsExactly("java.base");
  }
}
