package io.chats.domain.port;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import java.util.Map;
import java.util.Set;

/** Finds the profiles of users (spec 5). */
public interface UserDirectory {

  /**
   * Looks profiles up, together and concurrently. Blocks until all have answered or failed, for a
   * bounded time. Never throws: profiles that cannot be looked up are missing in the result.
   */
  Map<Key, Profile> find(Set<Key> users);

  /**
   * The key of a profile. That of a client may differ by order, since the order names the patient.
   */
  record Key(UserId user, UserType type, OrderId order) {

    private static final OrderId ANY_ORDER = new OrderId(1);

    /** The key that stands for all orders where the profile is the same in all of them. */
    public Key forAnyOrder() {
      return type == UserType.CLIENT ? this : new Key(user, type, ANY_ORDER);
    }
  }
}
