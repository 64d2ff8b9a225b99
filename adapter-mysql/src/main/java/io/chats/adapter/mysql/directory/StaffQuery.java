package io.chats.adapter.mysql.directory;

import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.UserType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds the doctors and operators in the opened chats of clients. */
public final class StaffQuery {

  private static final String STAFF =
      """
      SELECT DISTINCT s.user_id AS client, o.user_id AS staff
      FROM subscriptions s JOIN chats c ON c.id = s.chat_id
        JOIN subscriptions o ON o.chat_id = s.chat_id
      WHERE s.user_id IN (%%s) AND s.active = TRUE AND s.user_type = %d AND c.status = %d
        AND o.active = TRUE AND o.user_type IN (%d, %d) AND o.user_id <> s.user_id
      """
          .formatted(
              EnumCodes.USER_TYPE.of(UserType.CLIENT),
              EnumCodes.STATUS.of(ChatStatus.OPENED),
              EnumCodes.USER_TYPE.of(UserType.DOCTOR),
              EnumCodes.USER_TYPE.of(UserType.OPERATOR));

  private StaffQuery() {}

  public static Map<UserId, Set<UserId>> of(Handle handle, Collection<UserId> clients) {
    Map<UserId, Set<UserId>> staff = new HashMap<>();
    List<Long> ids = clients.stream().map(UserId::value).toList();
    for (List<Long> some : Placeholders.chunks(ids)) {
      Placeholders.query(handle, STAFF, Placeholders.padded(some))
          .map((row, context) ->
              Map.entry(new UserId(row.getLong("client")), new UserId(row.getLong("staff"))))
          .forEach(found ->
              staff.computeIfAbsent(found.getKey(), c -> new HashSet<>()).add(found.getValue()));
    }
    return staff;
  }
}
