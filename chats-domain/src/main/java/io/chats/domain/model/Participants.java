package io.chats.domain.model;

import io.chats.domain.id.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The subscriptions of one chat, active and former, in the order in which they (last) joined.
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
    return all.stream().filter(s -> s.user().equals(user)).findFirst();
  }

  /** The active participants but the user and bots, in the order in which they joined. */
  public List<Subscription> opponentsOf(UserId user) {
    return active().filter(s -> !s.user().equals(user) && !s.isBot()).toList();
  }

  /**
   * The one whom an asker most wants to see (SPEC 4): for a client the latest doctor, else the
   * latest operator; for everyone else the client, else the latest other.
   */
  public Optional<Subscription> mainOpponentOf(UserId user) {
    List<Subscription> opponents = opponentsOf(user);
    boolean asksAsClient = find(user).filter(s -> s.type() == UserType.CLIENT).isPresent();
    return asksAsClient
        ? latest(opponents, UserType.DOCTOR).or(() -> latest(opponents, UserType.OPERATOR))
        : latest(opponents, UserType.CLIENT).or(() -> latest(opponents, s -> true));
  }

  /** With these in place of, or beside, the ones of the same users. */
  Participants with(long newVersion, Collection<Subscription> changed) {
    Stream<Subscription> kept =
        all.stream().filter(s -> changed.stream().noneMatch(c -> c.user().equals(s.user())));
    return new Participants(newVersion, Stream.concat(kept, changed.stream()).toList());
  }

  private static Optional<Subscription> latest(List<Subscription> among, UserType type) {
    return latest(among, s -> s.type() == type);
  }

  private static Optional<Subscription> latest(
      List<Subscription> among, Predicate<Subscription> wanted) {
    return among.stream().filter(wanted).reduce((earlier, later) -> later);
  }
}
