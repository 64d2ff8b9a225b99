package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.model.Profile;
import io.chats.domain.port.UserDirectory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The promises of {@link UserDirectory}, for each implementation. */
public abstract class UserDirectoryContract {

  protected abstract UserDirectory directory();

  /** Users that it knows, of every type, and one of them in two orders. */
  protected abstract Set<UserDirectory.Key> known();

  /** Users that it does not know; empty for a directory that knows every user. */
  protected abstract Set<UserDirectory.Key> unknown();

  @Test
  void findsEachAsThemselves() {
    Map<UserDirectory.Key, Profile> found = directory().find(known());
    assertThat(found).containsOnlyKeys(known());
    assertThat(found).allSatisfy((key, p) -> assertThat(p.user()).isEqualTo(key.user()));
  }

  @Test
  void answersForOneUserAsForMany() {
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
  void leavesOutUnknownUsers() {
    Set<UserDirectory.Key> all = new HashSet<>(known());
    all.addAll(unknown());
    assertThat(directory().find(all)).containsOnlyKeys(known());
  }

  @Test
  void findsNobodyWhenNobodyIsAskedFor() {
    assertThat(directory().find(Set.of())).isEmpty();
  }
}
