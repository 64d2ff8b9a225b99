package io.chats.application;

import io.chats.application.api.TypingTexts;
import io.chats.application.testing.Environment;
import io.chats.domain.id.NodeId;
import io.chats.domain.model.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Makes nodes whose pages are smaller than usual, so that few chats make several. */
public final class NodeWithPages {

  private NodeWithPages() {}

  /**
   * A node whose reads wait for profiles and files as long as these take.
   *
   * @param syncPage the number of chats of a page of a sync
   */
  public static ChatsNode of(
      Ports ports,
      Limits limits,
      TypingTexts texts,
      Clock clock,
      Environment environment,
      int syncPage) {
    return new ChatsNode(
        new NodeId(UUID.randomUUID().toString()),
        ports,
        limits,
        texts,
        Duration.ZERO,
        clock,
        environment.nanoTime(),
        environment.executor(),
        environment.timer(),
        syncPage);
  }
}
