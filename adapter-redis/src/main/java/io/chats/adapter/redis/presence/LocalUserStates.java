package io.chats.adapter.redis.presence;

import io.chats.domain.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The users of this node, what Redis knows of them, and what is still to be reported. For each user
 * one report is sent at a time, so that none overtakes another. Safe for use by any thread; never
 * blocks.
 */
final class LocalUserStates {

  /** Bounds the departures that could not be reported; further ones are dropped, and counted. */
  private static final int MAX_PENDING = 100_000;

  private final Map<UserId, LocalUser> users = new HashMap<>();
  private final Set<UserId> pending = new LinkedHashSet<>();
  private String node;
  private long dropped;

  /**
   * @param node the name of this incarnation of the node
   */
  LocalUserStates(String node) {
    this.node = node;
  }

  /**
   * A report about some users.
   *
   * @param node the incarnation that the report is about
   * @param here whether the users are on the node
   */
  record Report(String node, boolean here, List<UserId> users) {}

  synchronized boolean isHere(UserId user) {
    return users.containsKey(user) && users.get(user).here;
  }

  /** The number of departures since the start that were never reported: too many were pending. */
  synchronized long dropped() {
    return dropped;
  }

  /** Returns whether there is something to report that could not be reported before. */
  synchronized boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Returns whether Redis must have some of the users, unless it has lost its data. */
  synchronized boolean mustBeStored() {
    return users.values().stream().anyMatch(user -> !user.busy && user.stored == Stored.YES);
  }

  /** Notes arrivals; returns the report to send now, which is to be {@link #complete}d. */
  synchronized Report arrive(Collection<UserId> arriving) {
    List<UserId> now = new ArrayList<>();
    for (UserId id : arriving) {
      LocalUser user = users.computeIfAbsent(id, u -> new LocalUser());
      user.here = true;
      if (user.stored != Stored.YES && user.begin()) {
        now.add(id);
      }
    }
    return begin(true, now);
  }

  /** Notes departures, as {@link #arrive} does; ignores users who were not here. */
  synchronized Report leave(Collection<UserId> leaving) {
    List<UserId> now = new ArrayList<>();
    for (UserId id : leaving) {
      LocalUser user = users.get(id);
      if (user != null && user.here) {
        user.here = false;
        if (user.isReportedGone()) {
          settle(id, user);
        } else if (user.begin()) {
          now.add(id);
        }
      }
    }
    return begin(false, now);
  }

  /** Reports that could not be sent before, of users who are here, or of users who are not. */
  synchronized Report pending(boolean here, int max) {
    List<UserId> now =
        pending.stream().filter(id -> users.get(id).here == here).limit(max).toList();
    now.forEach(id -> users.get(id).begin());
    return begin(here, now);
  }

  /**
   * Ends a report.
   *
   * @param accepted the users for whom Redis has accepted it
   * @return the users who count as returned: others had reported them gone
   */
  synchronized Set<UserId> complete(Report report, Set<UserId> accepted) {
    Set<UserId> returned = new LinkedHashSet<>();
    boolean current = report.node().equals(node);
    for (UserId id : report.users()) {
      LocalUser user = users.get(id);
      boolean known = accepted.contains(id);
      if (user.takenOver && known) {
        user.takenOver = false;
        returned.add(id);
      }
      user.end(report.here(), known, current);
      settle(id, user);
    }
    return returned;
  }

  /**
   * Starts over as another incarnation, of which Redis knows nothing yet.
   *
   * @param takenOver whether others took the users over; else Redis has lost them
   */
  synchronized void startOver(String newNode, boolean takenOver) {
    node = newNode;
    users.forEach((id, user) -> user.startOver(takenOver));
    List.copyOf(users.keySet()).forEach(id -> settle(id, users.get(id)));
  }

  /** Drops a user of whom nothing is left to report; else remembers that something is. */
  private void settle(UserId id, LocalUser user) {
    if (user.busy) {
      return;
    }
    boolean isSettled = user.stored == Stored.NO;
    if (!user.here && (isSettled || pending.size() >= MAX_PENDING)) {
      users.remove(id);
      pending.remove(id);
      dropped += isSettled ? 0 : 1;
    } else if (!user.here || user.stored != Stored.YES) {
      pending.add(id);
    }
  }

  private Report begin(boolean here, List<UserId> now) {
    now.forEach(pending::remove);
    return new Report(node, here, now);
  }

  /** Says whether Redis has a user as one of this node. */
  private enum Stored {
    NO,
    YES,
    /** A report was sent, and not answered. */
    UNSURE
  }

  private static final class LocalUser {

    private boolean here;
    private Stored stored = Stored.NO;

    /** A report about the user is being sent. */
    private boolean busy;

    /** Redis has accepted this incarnation's report that the user is here, and none since. */
    private boolean entered;

    /** Others took the user over, and reported the user gone. */
    private boolean takenOver;

    boolean begin() {
      boolean begins = !busy;
      busy = true;
      return begins;
    }

    void end(boolean reportedHere, boolean accepted, boolean current) {
      busy = false;
      if (accepted && !reportedHere) {
        stored = Stored.NO;
        entered = false;
      } else if (accepted && current) {
        stored = Stored.YES;
        entered = true;
      } else if (current) {
        stored = Stored.UNSURE;
      } // else the node has started over in the meantime, which has set the state
    }

    boolean isReportedGone() {
      return takenOver && !busy && stored == Stored.NO;
    }

    void startOver(boolean byOthers) {
      if (here) {
        takenOver = takenOver || (byOthers && entered);
        stored = Stored.NO;
      } else {
        // The node that took a user over has reported the departure; others are still to be.
        stored = byOthers && entered ? Stored.NO : Stored.UNSURE;
      }
      entered = false;
    }
  }
}
