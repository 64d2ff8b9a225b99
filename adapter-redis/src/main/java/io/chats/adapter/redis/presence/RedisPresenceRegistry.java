package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Presence over all nodes of an installation, in Redis 6 or later (a single one: the scripts make
 * up names of keys). Each incarnation of a node has a lease and a set of users; online is who is in
 * the set of one that lives. So the cost at rest is one heartbeat for each node, and nothing is
 * kept of an online user that could differ from what its node keeps.
 *
 * <p>Owns the keys {@code chats:v1:presence:INSTALLATION:…}, each kept for 30 days after the last
 * change or heartbeat. Times are milliseconds of Redis's clock.
 *
 * <ul>
 *   <li>{@code nodes}: sorted set of the incarnations that have or had users, by the end of their
 *       leases; negative once a lease was given back or its users are being taken over. Written by
 *       each node for itself, and by whichever takes its users over.
 *   <li>{@code users:INCARNATION}: set of the users with a session there. Written by that node, and
 *       emptied by those who take over. {@code limbo} is no node: it holds those who left while it
 *       could not be known whether they are elsewhere.
 *   <li>{@code gone:USER}: string, when the user's last session anywhere went.
 *   <li>{@code departures}: sorted set of the users who went offline and whose absence nobody was
 *       told of, by when.
 *   <li>{@code state}: hash of {@code origin}, the name of these data; {@code since}, the beginning
 *       of the time in which some node was always heard of; {@code beat}, the last heartbeat of any
 *       node. While {@code since} is recent, nobody is taken for offline.
 * </ul>
 */
public final class RedisPresenceRegistry implements PresenceRegistry, AutoCloseable {

  private static final int MOST_AT_ONCE = PresenceReporter.MOST_AT_ONCE;

  /** After a failure the lease is to be renewed as soon as Redis is back. */
  private static final int LOOKS_A_HEARTBEAT = 4;

  private final LocalUserStates users;
  private final PendingChanges untold = new PendingChanges();
  private final PresenceReporter reporter;
  private final LookupScript lookup;
  private final TakeoverScript takeover;
  private final AbsenceScript absence;
  private final LeaseKeeper lease;
  private final ScheduledFuture<?> keeping;

  private RedisPresenceRegistry(
      RedisConnection redis,
      PresenceSettings settings,
      ScheduledExecutorService timer,
      Executor executor) {
    String node = LeaseKeeper.newName();
    users = new LocalUserStates(node);
    reporter = new PresenceReporter(users, redis, settings, untold);
    lookup = new LookupScript(redis, settings);
    takeover = new TakeoverScript(redis, settings);
    absence = new AbsenceScript(redis, settings);
    lease = new LeaseKeeper(node, users, reporter, redis, settings);
    long pause = Math.max(1, settings.heartbeat().dividedBy(LOOKS_A_HEARTBEAT).toMillis());
    keeping =
        timer.scheduleWithFixedDelay(
            () -> executor.execute(lease::run), 0, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to keep a lease for this node; waits for nothing.
   *
   * @param timer runs what takes no time
   * @param executor runs what blocks on Redis
   */
  public static RedisPresenceRegistry open(
      RedisConnection redis,
      PresenceSettings settings,
      ScheduledExecutorService timer,
      Executor executor) {
    return new RedisPresenceRegistry(redis, settings, timer, executor);
  }

  @Override
  public Map<UserId, Presence> arrived(Collection<UserId> coming) {
    Map<UserId, Presence> before = new HashMap<>();
    for (List<UserId> some : chunks(coming)) {
      some.forEach(
          user -> before.put(user, users.isHere(user) ? Presence.ONLINE : Presence.UNKNOWN));
      before.putAll(reporter.report(users.come(some)));
    }
    return Map.copyOf(before);
  }

  @Override
  public Map<UserId, Presence> left(Collection<UserId> going) {
    Map<UserId, Presence> after = new HashMap<>();
    List<UserId> strangers = new ArrayList<>();
    for (List<UserId> some : chunks(going)) {
      some.forEach(user -> after.put(user, Presence.UNKNOWN));
      some.stream().filter(user -> !users.isHere(user)).forEach(strangers::add);
      after.putAll(reporter.report(users.go(some)));
    }
    after.putAll(of(strangers));
    return Map.copyOf(after);
  }

  @Override
  public Map<UserId, Presence> of(Collection<UserId> asked) {
    Map<UserId, Presence> found = new HashMap<>();
    asked.forEach(user -> found.put(user, users.isHere(user) ? Presence.ONLINE : Presence.UNKNOWN));
    for (List<UserId> some : chunks(elsewhere(asked))) {
      found.putAll(lookup.presence(some));
    }
    return Map.copyOf(found);
  }

  @Override
  public Map<UserId, Instant> offlineSince(Collection<UserId> asked) {
    Map<UserId, Instant> since = new HashMap<>();
    for (List<UserId> some : chunks(elsewhere(asked))) {
      since.putAll(lookup.offlineSince(some));
    }
    return Map.copyOf(since);
  }

  @Override
  public Changes takeChanges(int most) {
    Changes own = untold.take(most);
    int room = most - own.online().size() - own.offline().size();
    if (room == 0) {
      return own;
    }
    TakeoverScript.Taken taken = takeover.run(Math.min(room, MOST_AT_ONCE));
    List<UserId> offline = new ArrayList<>(own.offline());
    offline.addAll(taken.users());
    return new Changes(own.online(), offline, own.more() || taken.more());
  }

  @Override
  public List<UserId> takeAbsent(Duration atLeast, int most) {
    return absence.run(atLeast, Math.min(most, MOST_AT_ONCE));
  }

  /** Stops: this node's users are there for others to tell of. Blocks on Redis, shortly. */
  @Override
  public void close() {
    keeping.cancel(false);
    lease.stop();
  }

  private List<UserId> elsewhere(Collection<UserId> asked) {
    return asked.stream().filter(user -> !users.isHere(user)).toList();
  }

  private static List<List<UserId>> chunks(Collection<UserId> users) {
    List<UserId> all = List.copyOf(new HashSet<>(users));
    List<List<UserId>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      chunks.add(all.subList(from, Math.min(from + MOST_AT_ONCE, all.size())));
    }
    return chunks;
  }
}
