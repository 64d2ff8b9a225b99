package io.chats.adapter.redis.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chats.adapter.redis.connection.RedisKeys;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** See {@link RedisChatCache}. */
final class ParticipantsCodec implements Codec<ParticipantsCodec.Key, Participants> {

  /** The participants of a chat as they were at a version. */
  record Key(ChatId chat, long version) {}

  private final Duration lifetime;

  ParticipantsCodec(Duration lifetime) {
    this.lifetime = lifetime;
  }

  @Override
  public String name(Key key) {
    return RedisKeys.PREFIX + "participants:" + key.chat() + ":" + key.version();
  }

  @Override
  public byte[] encode(Participants participants) {
    return StrictJson.write(participants.all().stream().map(Stored::of).toList());
  }

  @Override
  public Participants decode(Key key, byte[] stored) throws IOException {
    Stored[] all = StrictJson.read(stored, Stored[].class);
    return new Participants(key.version(), Arrays.stream(all).map(Stored::subscription).toList());
  }

  @Override
  public Duration lifetime(Participants participants) {
    return lifetime;
  }

  /**
   * @param readAt empty without one
   */
  private record Stored(
      @JsonProperty("u") long user,
      @JsonProperty("t") UserType type,
      @JsonProperty("a") boolean active,
      @JsonProperty("j") long joinedVersion,
      @JsonProperty("r") long readSeq,
      @JsonProperty("i") boolean inherited,
      @JsonProperty("d") String readAt) {

    static Stored of(Subscription s) {
      ReadMark mark = s.mark();
      return new Stored(
          s.user().value(),
          s.type(),
          s.active(),
          s.joinedVersion(),
          mark.seq(),
          mark.inherited(),
          mark.at().map(Instant::toString).orElse(""));
    }

    Subscription subscription() {
      ReadMark mark = new ReadMark(readSeq, inherited, instant(readAt));
      return new Subscription(new UserId(user), type, active, joinedVersion, mark);
    }

    private static Optional<Instant> instant(String text) {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
  }
}
