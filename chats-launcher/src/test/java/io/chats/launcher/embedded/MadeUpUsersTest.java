package io.chats.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.UserDirectory;
import io.chats.testing.contract.TokenVerifierContract;
import io.chats.testing.contract.UserDirectoryContract;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MadeUpUsersTest {

  private final MadeUpUsers users = new MadeUpUsers();

  @Nested
  class AsTokenVerifier extends TokenVerifierContract {

    @Override
    protected TokenVerifier verifier() {
      return users;
    }

    @Override
    protected String tokenOf(UserId user) {
      return "u" + user;
    }
  }

  @Nested
  class AsUserDirectory extends UserDirectoryContract {

    @Override
    protected UserDirectory directory() {
      return users;
    }

    @Override
    protected Set<UserDirectory.Key> known() {
      return Set.of(
          key(42, UserType.CLIENT, 1),
          key(42, UserType.CLIENT, 2),
          key(7, UserType.DOCTOR, 1),
          key(8, UserType.OPERATOR, 1),
          key(9, UserType.BOT, 1));
    }

    @Override
    protected Set<UserDirectory.Key> unknown() {
      return Set.of();
    }
  }

  @Test
  void includeTheLastOne() {
    assertThat(users.verify("u" + Long.MAX_VALUE))
        .isEqualTo(new TokenVerifier.Accepted(new UserId(Long.MAX_VALUE), Optional.empty()));
    assertThat(users.verify("u9223372036854775808")).isEqualTo(new TokenVerifier.Rejected());
  }

  @Test
  void haveNamesAndNoPhotos() {
    assertThat(profile(42, UserType.CLIENT))
        .isEqualTo(new Profile(new UserId(42), "Fern", "Mist", "", ""));
    assertThat(profile(42, UserType.BOT))
        .isEqualTo(new Profile(new UserId(42), "Bot 42", "", "", ""));
    assertThat(profile(Long.MAX_VALUE, UserType.DOCTOR).firstName()).isNotEmpty();
  }

  @Test
  void differByName() {
    assertThat(LongStream.rangeClosed(1, 200).mapToObj(id -> profile(id, UserType.CLIENT)))
        .extracting(p -> p.firstName() + " " + p.lastName())
        .doesNotHaveDuplicates();
  }

  private Profile profile(long user, UserType type) {
    UserDirectory.Key key = key(user, type, 1);
    return users.find(Set.of(key)).get(key);
  }

  private static UserDirectory.Key key(long user, UserType type, long order) {
    return new UserDirectory.Key(new UserId(user), type, new OrderId(order));
  }
}
