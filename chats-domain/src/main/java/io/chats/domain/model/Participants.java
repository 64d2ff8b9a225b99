package io.chats.domain.model;

import io.chats.domain.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The subscriptions of one chat, active and former, in the order in which they (last) joined. Every
 * read of a chat looks through them: hence loops in place of streams.
 *
 * @param version the chat's version at which they last changed
 */
public record Participants(long version, List<Subscription> all) {

  private static final Comparator<Subscription> JOINED =
      Comparator.comparingLong(Subscription::joinedVersion)
          .thenComparingLong(s -> s.user().value());

  public Participants {
    all = all.stream().sorted(JOINED).toList();
  }

  public Stream<Subscription> active() {
    return all.stream().filter(Subscription::active);
  }

  /** The user's active subscription. */
  public Optional<Subscription> active(UserId user) {
    return find(user).filter(Subscription::active);
  }

  /** The user's subscription, active or former. */
  public Optional<Subscription> find(UserId user) {
    for (Subscription some : all) {
      if (some.user().equals(user)) {
        return Optional.of(some);
      }
    }
    return Optional.empty();
  }

  /** The active participants but the user and bots, in the order in which they joined. */
  public List<Subscription> opponentsOf(UserId user) {
    List<Subscription> opponents = new ArrayList<>(all.size());
    for (Subscription some : all) {
      if (some.active() && !some.isBot() && !some.user().equals(user)) {
        opponents.add(some);
      }
    }
    return Collections.unmodifiableList(opponents);
  }

  /**
   * The one whom an asker most wants to see (spec 4): for a client the latest doctor, else the
   * latest operator; for everyone else the client, else the latest other.
   */
  public Optional<Subscription> mainOpponentOf(UserId user) {
    List<Subscription> opponents = opponentsOf(user);
    boolean asksAsClient = find(user).filter(s -> s.type() == UserType.CLIENT).isPresent();
    return asksAsClient
        ? latest(opponents, UserType.DOCTOR).or(() -> latest(opponents, UserType.OPERATOR))
        : latest(opponents, UserType.CLIENT).or(() -> opponents.reversed().stream().findFirst());
  }

  /** With these in place of, or beside, the ones of the same users. */
  Participants with(long newVersion, Collection<Subscription> changed) {
    Stream<Subscription> kept =
        all.stream().filter(s -> changed.stream().noneMatch(c -> c.user().equals(s.user())));
    return new Participants(newVersion, Stream.concat(kept, changed.stream()).toList());
  }

  private static Optional<Subscription> latest(List<Subscription> among, UserType type) {
    for (Subscription some : among.reversed()) {
      if (some.type() == type) {
        return Optional.of(some);
      }
    }
    return Optional.empty();
  }
}
