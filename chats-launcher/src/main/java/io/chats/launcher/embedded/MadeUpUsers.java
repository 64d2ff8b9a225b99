package io.chats.launcher.embedded;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.UserDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Users for trying Chats: every user exists, with a made-up name that stays the same, and the token
 * {@code u42} is that of user 42 (spec 5). Never blocks.
 */
public final class MadeUpUsers implements TokenVerifier, UserDirectory {

  private static final Pattern TOKEN = Pattern.compile("u([1-9][0-9]{0,18})");

  // Plants and weather, so that no real person has such a name.
  private static final List<String> FIRST_NAMES =
      List.of(
          "Aspen", "Briar", "Clover", "Fern", "Hazel", "Juniper", "Linden", "Maple", "Rowan",
          "Sorrel", "Tansy", "Willow", "Yarrow");
  private static final List<String> LAST_NAMES =
      List.of(
          """
          Breeze Brightsky Cloud Drizzle Evenfall Frost Gale Hailstone Mist Northwind Rainbow \
          Snowdrift Stillwater Summerday Sunbeam Thunder Winterlight\
          """
              .split(" ", -1));

  @Override
  public Verdict verify(String token) {
    Matcher parts = TOKEN.matcher(token);
    return parts.matches() ? verdict(parts.group(1)) : new Rejected();
  }

  @Override
  public Map<Key, Profile> find(Set<Key> users) {
    return users.stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), MadeUpUsers::profile));
  }

  private static Verdict verdict(String digits) {
    try {
      return new Accepted(new UserId(Long.parseLong(digits)), Optional.empty());
    } catch (NumberFormatException tooLarge) {
      return new Rejected();
    }
  }

  private static Profile profile(Key key) {
    long id = key.user().value();
    return key.type() == UserType.BOT
        ? new Profile(key.user(), "Bot " + id, "", "", "")
        : new Profile(key.user(), pick(FIRST_NAMES, id), pick(LAST_NAMES, id), "", "");
  }

  /** The lists' lengths have no common divisor: the first 221 users have different names. */
  private static String pick(List<String> names, long id) {
    return names.get((int) (id % names.size()));
  }
}
