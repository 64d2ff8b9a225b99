package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import io.chats.support.PeriodicTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The presence of users on all nodes of an installation, in one Redis 6 or later (a cluster will
 * not do, since the scripts compose names of keys). Each incarnation of a node has a lease and a
 * set of users; a user is online who is in the set of a living one. At rest this costs one
 * heartbeat for each node, and nothing is stored for an online user that could differ from what its
 * node has.
 *
 * <p>Owns the keys {@code chats:v1:presence:INSTALLATION:…}, each of which expires 30 days after
 * the last change or heartbeat. Times are milliseconds of the clock of Redis; no clock of a node
 * has a say in them. When that clock is set back, the next heartbeat brings the times that now lie
 * in the future back to what they can be at most.
 *
 * <ul>
 *   <li>{@code nodes}: sorted set of the incarnations that have or had users, by the end of their
 *       leases; negative once a lease was given up or its users are being taken over. Written by
 *       each node for itself, and by any node that takes its users over.
 *   <li>{@code users:INCARNATION}: set of the users with a session there. Written by that node, and
 *       emptied by nodes that take over. {@code limbo} is no node: it holds users who left while it
 *       could not be known whether they are elsewhere.
 *   <li>{@code gone:USER}: string, the time at which the user's last session anywhere ended.
 *   <li>{@code departures}: sorted set of the users who went offline and whose absence was not
 *       reported yet, by the time of their departure. Heartbeats drop those of over 30 days ago.
 *   <li>{@code state}: hash of {@code origin}, the name of these data; {@code since}, the beginning
 *       of the time in which heartbeats had no gap; {@code beat}, the last heartbeat of any node.
 *       While {@code since} is recent, no user counts as offline.
 * </ul>
 */
public final class RedisPresenceRegistry implements PresenceRegistry, AutoCloseable {

  private static final int MAX_USERS = PresenceScripts.MAX_USERS;

  /** The lease is checked more often than it is renewed, since Redis may be back any time. */
  private static final int CHECKS_PER_HEARTBEAT = 4;

  private final LocalUserStates users;
  private final PresenceReporter reporter;
  private final PresenceScripts scripts;
  private final LeaseKeeper lease;
  private final PeriodicTask keeping;

  /**
   * Begins to keep a lease for this node; does not block.
   *
   * @param timer runs tasks that do not block
   * @param executor runs tasks that block on Redis
   */
  public RedisPresenceRegistry(
      RedisConnection redis,
      PresenceSettings settings,
      ScheduledExecutorService timer,
      Executor executor) {
    String node = LeaseKeeper.newName();
    users = new LocalUserStates(node);
    scripts = new PresenceScripts(redis, settings);
    reporter = new PresenceReporter(users, scripts);
    lease = new LeaseKeeper(node, users, reporter, scripts, settings.heartbeat());
    long pause = Math.max(1, settings.heartbeat().dividedBy(CHECKS_PER_HEARTBEAT).toMillis());
    keeping =
        new PeriodicTask(lease::run, Duration.ZERO, Duration.ofMillis(pause), executor, timer);
  }

  @Override
  public Map<UserId, Presence> arrived(Collection<UserId> arriving) {
    Map<UserId, Presence> before = new HashMap<>();
    for (List<UserId> some : chunks(arriving)) {
      some.forEach(
          user -> before.put(user, users.isHere(user) ? Presence.ONLINE : Presence.UNKNOWN));
      before.putAll(reporter.report(users.arrive(some)));
    }
    return Map.copyOf(before);
  }

  @Override
  public Map<UserId, Presence> left(Collection<UserId> leaving) {
    Map<UserId, Presence> after = new HashMap<>();
    List<UserId> notHere = new ArrayList<>();
    for (List<UserId> some : chunks(leaving)) {
      some.forEach(user -> after.put(user, Presence.UNKNOWN));
      some.stream().filter(user -> !users.isHere(user)).forEach(notHere::add);
      after.putAll(reporter.report(users.leave(some)));
    }
    after.putAll(of(notHere));
    return Map.copyOf(after);
  }

  @Override
  public Map<UserId, Presence> of(Collection<UserId> asked) {
    Map<UserId, Presence> found = new HashMap<>();
    asked.forEach(user -> found.put(user, users.isHere(user) ? Presence.ONLINE : Presence.UNKNOWN));
    for (List<UserId> some : chunks(elsewhere(asked))) {
      found.putAll(scripts.presence(some));
    }
    return Map.copyOf(found);
  }

  @Override
  public Map<UserId, Duration> offlineFor(Collection<UserId> asked) {
    Map<UserId, Duration> away = new HashMap<>();
    for (List<UserId> some : chunks(elsewhere(asked))) {
      away.putAll(scripts.offlineFor(some));
    }
    return Map.copyOf(away);
  }

  @Override
  public Changes takeChanges(int max) {
    Changes own = reporter.takeChanges(max);
    int room = max - own.online().size() - own.offline().size();
    if (room == 0) {
      return own;
    }
    PresenceScripts.TakenUsers taken = scripts.takeOver(Math.min(room, MAX_USERS));
    List<UserId> offline = new ArrayList<>(own.offline());
    offline.addAll(taken.users());
    return new Changes(own.online(), offline, own.more() || taken.more());
  }

  @Override
  public List<UserId> takeAbsent(Duration atLeast, int max) {
    return scripts.takeAbsent(atLeast, Math.min(max, MAX_USERS));
  }

  /** The number of changes of presence since the start that this node has dropped. */
  public long dropped() {
    return users.dropped() + reporter.dropped();
  }

  /** Ends the lease, so that other nodes report this node's users gone. Blocks on Redis. */
  @Override
  public void close() {
    keeping.close();
    lease.stop();
  }

  private List<UserId> elsewhere(Collection<UserId> asked) {
    return asked.stream().filter(user -> !users.isHere(user)).toList();
  }

  private static List<List<UserId>> chunks(Collection<UserId> users) {
    List<UserId> all = List.copyOf(new HashSet<>(users));
    List<List<UserId>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_USERS) {
      chunks.add(all.subList(from, Math.min(from + MAX_USERS, all.size())));
    }
    return chunks;
  }
}
