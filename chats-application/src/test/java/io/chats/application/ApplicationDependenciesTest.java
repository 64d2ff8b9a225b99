package io.chats.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.model.Chat;
import io.chats.support.SerialExecutor;
import io.chats.testing.architecture.Jdeps;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class ApplicationDependenciesTest {

  @Test
  void refersOnlyToTheDomainSupportAndSlf4j() {
    assertThat(Jdeps.summary(ChatsNode.class, Chat.class, SerialExecutor.class, Logger.class))
        .containsExactlyInAnyOrder(
            "java.base", archive(Chat.class), archive(SerialExecutor.class), archive(Logger.class));
  }

  private static String archive(Class<?> type) {
    return Jdeps.archive(type).toString();
  }
}
