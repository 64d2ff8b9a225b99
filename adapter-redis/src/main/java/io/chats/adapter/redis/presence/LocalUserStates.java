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
 * The users of this node, what Redis knows of them, and what it is still to be told: for each user
 * one report is on its way at a time, so that none overtakes another. Safe for use by any thread;
 * nobody waits.
 */
final class LocalUserStates {

  /** Departures that Redis could not be told of; more are forgotten. */
  private static final int MOST_OWED = 100_000;

  private final Map<UserId, LocalUser> users = new HashMap<>();
  private final Set<UserId> owed = new LinkedHashSet<>();
  private String node;

  /**
   * @param node what this incarnation of the node is called
   */
  LocalUserStates(String node) {
    this.node = node;
  }

  /**
   * What is to be reported of some users.
   *
   * @param node the incarnation that it is reported of
   * @param here whether they are here
   */
  record Report(String node, boolean here, List<UserId> users) {}

  synchronized boolean isHere(UserId user) {
    return users.containsKey(user) && users.get(user).here;
  }

  /** Whether something is to be reported that could not be. */
  synchronized boolean owesReports() {
    return !owed.isEmpty();
  }

  /** Whether Redis must know some of them, if it has kept what it was told. */
  synchronized boolean mustBeKnown() {
    return users.values().stream().anyMatch(user -> !user.busy && user.stored == Stored.YES);
  }

  /** They are here: what can be reported of them now, and is {@link #done} later. */
  synchronized Report come(Collection<UserId> coming) {
    List<UserId> now = new ArrayList<>();
    for (UserId id : coming) {
      LocalUser user = users.computeIfAbsent(id, u -> new LocalUser());
      user.here = true;
      if (user.stored != Stored.YES && user.begin()) {
        now.add(id);
      }
    }
    return begun(true, now);
  }

  /** They are not here any more; those who were not, are left out. */
  synchronized Report go(Collection<UserId> going) {
    List<UserId> now = new ArrayList<>();
    for (UserId id : going) {
      LocalUser user = users.get(id);
      if (user != null && user.here) {
        user.here = false;
        if (user.isTakenForGone()) {
          settle(id, user);
        } else if (user.begin()) {
          now.add(id);
        }
      }
    }
    return begun(false, now);
  }

  /** What could not be reported before, of users who are here, or of those who are not. */
  synchronized Report owed(boolean here, int most) {
    List<UserId> now = owed.stream().filter(id -> users.get(id).here == here).limit(most).toList();
    now.forEach(id -> users.get(id).begin());
    return begun(here, now);
  }

  /**
   * Ends a report.
   *
   * @param known those of whom Redis has taken it
   * @return those of whom it is news that they are here: Redis had taken them for gone
   */
  synchronized Set<UserId> done(Report report, Set<UserId> known) {
    Set<UserId> news = new LinkedHashSet<>();
    boolean current = report.node().equals(node);
    for (UserId id : report.users()) {
      LocalUser user = users.get(id);
      boolean taken = known.contains(id);
      if (user.takenOver && taken) {
        user.takenOver = false;
        news.add(id);
      }
      user.end(report.here(), taken, current);
      settle(id, user);
    }
    return news;
  }

  /**
   * Begins another incarnation, of which Redis knows nothing yet.
   *
   * @param takenOver whether others took the users over; else what was reported is lost
   */
  synchronized void startAnew(String newNode, boolean takenOver) {
    node = newNode;
    users.forEach((id, user) -> user.startAnew(takenOver));
    List.copyOf(users.keySet()).forEach(id -> settle(id, users.get(id)));
  }

  /** Forgets a user of whom there is nothing more to say, and remembers what is owed. */
  private void settle(UserId id, LocalUser user) {
    if (user.busy) {
      return;
    }
    if (!user.here && (user.stored == Stored.NO || owed.size() >= MOST_OWED)) {
      users.remove(id);
      owed.remove(id);
    } else if (!user.here || user.stored != Stored.YES) {
      owed.add(id);
    }
  }

  private Report begun(boolean here, List<UserId> now) {
    now.forEach(owed::remove);
    return new Report(node, here, now);
  }

  /** Whether Redis has a user as one of this node. */
  private enum Stored {
    NO,
    YES,
    /** It was told, and has not answered. */
    UNSURE
  }

  private static final class LocalUser {

    private boolean here;
    private Stored stored = Stored.NO;
    private boolean busy;

    /**
     * Whether Redis has taken this incarnation's word that the user is here, and no other since.
     */
    private boolean entered;

    /** Whether others took the user for gone, and said so. */
    private boolean takenOver;

    boolean begin() {
      boolean begins = !busy;
      busy = true;
      return begins;
    }

    void end(boolean reportedHere, boolean taken, boolean current) {
      busy = false;
      if (taken && !reportedHere) {
        stored = Stored.NO;
        entered = false;
      } else if (taken && current) {
        stored = Stored.YES;
        entered = true;
      } else if (current) {
        stored = Stored.UNSURE;
      } // else it began anew meanwhile, which says what is to be done
    }

    boolean isTakenForGone() {
      return takenOver && !busy && stored == Stored.NO;
    }

    void startAnew(boolean byOthers) {
      if (here) {
        takenOver = takenOver || (byOthers && entered);
        stored = Stored.NO;
      } else {
        // Whoever took a user over has told of the departure; of any other it is still to be told.
        stored = byOthers && entered ? Stored.NO : Stored.UNSURE;
      }
      entered = false;
    }
  }
}
