package io.chats.domain.port;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import java.util.Map;
import java.util.Set;

/** Knows what is shown of users (spec 5). */
public interface UserDirectory {

  /**
   * Looks profiles up, together and concurrently. Blocks until all have answered or failed, for a
   * bounded time. Never throws: whoever cannot be looked up is missing in the result.
   */
  Map<Key, Profile> find(Set<Key> users);

  /**
   * Whose profile, and as what: a client's may differ by order, since the order names the patient.
   */
  record Key(UserId user, UserType type, OrderId order) {

    private static final OrderId ANY_ORDER = new OrderId(1);

    /** The same key for all orders of one whose profile is the same in all of them. */
    public Key forAnyOrder() {
      return type == UserType.CLIENT ? this : new Key(user, type, ANY_ORDER);
    }
  }
}
