package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.model.Profile;
import io.chats.domain.port.UserDirectory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link UserDirectory} promises. */
public abstract class UserDirectoryContract {

  protected abstract UserDirectory directory();

  /** Some whom it knows, of every type, and one of them in two orders. */
  protected abstract Set<UserDirectory.Key> known();

  /** Some whom it does not know; empty where it knows everybody. */
  protected abstract Set<UserDirectory.Key> unknown();

  @Test
  void findsEachAsThemselves() {
    Map<UserDirectory.Key, Profile> found = directory().find(known());
    assertThat(found).containsOnlyKeys(known());
    assertThat(found).allSatisfy((key, p) -> assertThat(p.user()).isEqualTo(key.user()));
  }

  @Test
  void saysTheSameOfOneAsOfMany() {
    Map<UserDirectory.Key, Profile> together = directory().find(known());
    for (UserDirectory.Key key : known()) {
      assertThat(directory().find(Set.of(key))).isEqualTo(Map.of(key, together.get(key)));
    }
  }

  @Test
  void leavesNoPartOfAProfileNull() {
    assertThat(directory().find(known()).values())
        .allSatisfy(p ->
            assertThat(new String[] {p.firstName(), p.lastName(), p.middleName(), p.photo()})
                .doesNotContainNull());
  }

  @Test
  void leavesOutWhomItDoesNotKnow() {
    Set<UserDirectory.Key> all = new HashSet<>(known());
    all.addAll(unknown());
    assertThat(directory().find(all)).containsOnlyKeys(known());
  }

  @Test
  void findsNobodyWhenNobodyIsAskedFor() {
    assertThat(directory().find(Set.of())).isEmpty();
  }
}
