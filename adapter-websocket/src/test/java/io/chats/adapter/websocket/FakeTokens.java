package io.chats.adapter.websocket;

import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Token {@code u42} belongs to user 42; other tokens are refused, unless the test changes that. */
final class FakeTokens implements TokenVerifier {

  private final Map<String, Supplier<Verdict>> special = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  FakeTokens with(String token, Supplier<Verdict> verdict) {
    special.put(token, verdict);
    return this;
  }

  /** The number of times that the token was verified. */
  long asked(String token) {
    return asked.stream().filter(token::equals).count();
  }

  @Override
  public Verdict verify(String token) {
    asked.add(token);
    if (special.containsKey(token)) {
      return special.get(token).get();
    }
    return token.matches("u[1-9][0-9]{0,8}")
        ? new Accepted(new UserId(Long.parseLong(token.substring(1))), Optional.empty())
        : new Rejected();
  }
}
