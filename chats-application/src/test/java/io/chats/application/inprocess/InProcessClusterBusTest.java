package io.chats.application.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ChatChange;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract kit needs two nodes; here is only one. */
class InProcessClusterBusTest {

  private static final ChatId CHAT = new ChatId(1);
  private static final UserId USER = new UserId(42);

  private final ClusterBus bus = new InProcessClusterBus();
  private final List<Object> heard = new ArrayList<>();

  @Test
  void nobodyElseAnswersAQuery() {
    bus.onQuery(query -> new SessionAnswer(new NodeId("this one"), List.of()));
    assertThat(bus.ask(new SessionQuery.Find(USER)).toCompletableFuture().join()).isEmpty();
  }

  @Test
  void deliversNothingToTheOnlyNode() {
    ClusterBus.ClusterSubscription chat = bus.subscribe(CHAT, heard::add);
    ClusterBus.ClusterSubscription user = bus.subscribe(USER, heard::add);
    bus.onGap(() -> heard.add("loss"));
    bus.announce(new ChatChange(CHAT, 1, 2, 1, new ChatChange.Closed()));
    bus.notify(USER, new UserNotice.MembershipChanged(CHAT));
    assertThat(heard).isEmpty();
    chat.close();
    chat.close();
    user.close();
  }
}
