package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link PresenceRegistry} as one node sees it, for each implementation. Each test
 * has users of its own.
 */
public abstract class PresenceRegistryContract {

  protected static final Duration LONG = Duration.ofHours(1);

  private final long first = ThreadLocalRandom.current().nextLong(1L << 40) + 1;

  protected final UserId rowan = new UserId(first);
  protected final UserId willow = new UserId(first + 1);
  protected final List<UserId> both = List.of(rowan, willow);

  /** The registry of one node, in an installation where presence can be known. */
  protected abstract PresenceRegistry registry();

  @Test
  void returnsThePresenceBeforeAndAfter() {
    assertThat(registry().arrived(both)).containsOnly(offline(rowan), offline(willow));
    assertThat(registry().left(List.of(rowan))).containsOnly(offline(rowan));
    assertThat(registry().arrived(both)).containsOnly(offline(rowan), online(willow));
    assertThat(registry().left(both)).containsOnly(offline(rowan), offline(willow));
  }

  @Test
  void returnsThePresenceOfEachUser() {
    registry().arrived(List.of(rowan));
    assertThat(registry().of(List.of(rowan, willow, rowan)))
        .containsOnly(online(rowan), offline(willow));
    registry().left(List.of(rowan));
    assertThat(registry().of(both)).containsOnly(offline(rowan), offline(willow));
  }

  @Test
  void returnsNothingForNoUsers() {
    assertThat(registry().arrived(List.of())).isEmpty();
    assertThat(registry().left(List.of())).isEmpty();
    assertThat(registry().of(List.of())).isEmpty();
    assertThat(registry().offlineFor(List.of())).isEmpty();
  }

  @Test
  void returnsForHowLongAUserIsOffline() {
    assertThat(registry().offlineFor(rowan)).isEmpty();
    registry().arrived(both);
    assertThat(registry().offlineFor(both)).isEmpty();
    registry().left(List.of(rowan));
    assertThat(registry().offlineFor(both)).containsOnlyKeys(rowan);
    registry().arrived(List.of(rowan));
    assertThat(registry().offlineFor(rowan)).isEmpty();
  }

  @Test
  void reportsNoDepartureOfUsersWhoWereNeverOnline() {
    assertThat(registry().left(List.of(willow))).containsOnly(offline(willow));
    assertThat(registry().offlineFor(willow)).isEmpty();
    assertThat(registry().takeAbsent(Duration.ZERO, 1000)).doesNotContain(willow);
  }

  @Test
  void handsOutEachDepartureOnceWhenItLiesBackLongEnough() {
    registry().arrived(both);
    registry().left(both);
    assertThat(registry().takeAbsent(LONG, 1000)).isEmpty();
    registry().arrived(List.of(willow));
    assertThat(registry().takeAbsent(Duration.ZERO, 1000)).contains(rowan).doesNotContain(willow);
    assertThat(registry().takeAbsent(Duration.ZERO, 1000)).isEmpty();
    registry().left(List.of(willow));
    registry().arrived(List.of(rowan));
    registry().left(List.of(rowan));
    assertThat(registry().takeAbsent(Duration.ZERO, 1)).hasSize(1);
    assertThat(registry().takeAbsent(Duration.ZERO, 1)).hasSize(1);
    assertThat(registry().takeAbsent(Duration.ZERO, 1)).isEmpty();
  }

  @Test
  void acceptsManyAtOnce() {
    List<UserId> many = many(1234);
    assertThat(registry().arrived(many)).hasSize(many.size()).containsValue(Presence.OFFLINE);
    assertThat(registry().of(many).values()).containsOnly(Presence.ONLINE);
    assertThat(registry().left(many).values()).containsOnly(Presence.OFFLINE);
    assertThat(registry().of(many).values()).containsOnly(Presence.OFFLINE);
    assertThat(registry().offlineFor(many)).containsOnlyKeys(many);
  }

  @Test
  void hasNoChangesBesidesWhatItReturned() {
    registry().arrived(both);
    registry().left(both);
    assertThat(registry().takeChanges(10)).isEqualTo(PresenceRegistry.Changes.NONE);
  }

  protected List<UserId> many(int count) {
    return LongStream.range(first + 10, first + 10 + count).mapToObj(UserId::new).toList();
  }

  protected static Map.Entry<UserId, Presence> online(UserId user) {
    return Map.entry(user, Presence.ONLINE);
  }

  protected static Map.Entry<UserId, Presence> offline(UserId user) {
    return Map.entry(user, Presence.OFFLINE);
  }

  protected static Map.Entry<UserId, Presence> unknown(UserId user) {
    return Map.entry(user, Presence.UNKNOWN);
  }
}
