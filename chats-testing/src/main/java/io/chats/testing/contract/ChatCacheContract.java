package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promises of {@link ChatCache}, for each implementation. */
public abstract class ChatCacheContract {

  private static final ChatId CHAT = new ChatId(1);
  private static final ChatId OTHER = new ChatId(2);

  /** Returns an empty cache that keeps participants for {@link #lifetime}. */
  protected abstract ChatCache emptyCache();

  /** Lets time pass for all caches that this subclass made. */
  protected abstract void pass(Duration time);

  /** The time for which participants are kept: well over 5 s. */
  protected Duration lifetime() {
    return Duration.ofHours(2);
  }

  @Test
  void remembersParticipantsActiveAndFormer() {
    ChatCache cache = emptyCache();
    Participants participants = participants(9);
    Participants nobody = new Participants(1, List.of());
    cache.put(Map.of(CHAT, participants, OTHER, nobody));
    assertThat(cache.get(Map.of(CHAT, 9L, OTHER, 1L)))
        .containsOnly(Map.entry(CHAT, participants), Map.entry(OTHER, nobody));
  }

  @Test
  void leavesOutOtherVersions() {
    ChatCache cache = emptyCache();
    cache.put(Map.of(CHAT, participants(9)));
    assertThat(cache.get(Map.of(CHAT, 10L))).isEmpty();
    assertThat(cache.get(Map.of(CHAT, 8L))).isEmpty();
    assertThat(cache.get(Map.of(CHAT, 9L))).containsOnlyKeys(CHAT);
  }

  @Test
  void leavesOutOtherChats() {
    ChatCache cache = emptyCache();
    cache.put(Map.of(CHAT, participants(9)));
    assertThat(cache.get(Map.of(CHAT, 9L, OTHER, 9L))).containsOnlyKeys(CHAT);
    assertThat(cache.get(Map.of(OTHER, 9L))).isEmpty();
  }

  @Test
  void returnsNothingForAnEmptyRequest() {
    ChatCache cache = emptyCache();
    cache.put(Map.of());
    assertThat(cache.get(Map.of())).isEmpty();
  }

  @Test
  void keepsTheNewerValueInWhateverOrderTheyArrive() {
    ChatCache cache = emptyCache();
    cache.put(Map.of(CHAT, participants(9)));
    cache.put(Map.of(CHAT, participants(10)));
    assertThat(cache.get(Map.of(CHAT, 10L))).containsEntry(CHAT, participants(10));
    cache.put(Map.of(CHAT, participants(9)));
    assertThat(cache.get(Map.of(CHAT, 10L))).containsEntry(CHAT, participants(10));
  }

  @Test
  void forgetsInTheEnd() {
    ChatCache cache = emptyCache();
    cache.put(Map.of(CHAT, participants(9)));
    pass(lifetime().minusSeconds(2));
    assertThat(cache.get(Map.of(CHAT, 9L))).containsOnlyKeys(CHAT);
    pass(lifetime());
    assertThat(cache.get(Map.of(CHAT, 9L))).isEmpty();
  }

  @Test
  void acceptsManyAtOnce() {
    ChatCache cache = emptyCache();
    Map<ChatId, Participants> many =
        LongStream.rangeClosed(1, 1000)
            .mapToObj(ChatId::new)
            .collect(Collectors.toMap(Function.identity(), chat -> participants(chat.value())));
    Map<ChatId, Long> versions =
        many.keySet().stream().collect(Collectors.toMap(Function.identity(), ChatId::value));
    cache.put(many);
    assertThat(cache.get(versions)).isEqualTo(many);
  }

  private static Participants participants(long version) {
    Instant at = Instant.parse("2026-01-02T03:04:05.678Z");
    ReadMark mark = new ReadMark(17, false, Optional.of(at));
    ReadMark inherited = new ReadMark(Long.MAX_VALUE, true, Optional.of(at));
    return new Participants(
        version,
        List.of(
            Subscription.joined(new UserId(42), UserType.CLIENT, 1, 0),
            new Subscription(new UserId(7), UserType.DOCTOR, false, 2, 0, mark),
            new Subscription(new UserId(8), UserType.OPERATOR, true, 3, 0, inherited),
            new Subscription(new UserId(9), UserType.BOT, true, 3, 0, ReadMark.NONE)));
  }
}
