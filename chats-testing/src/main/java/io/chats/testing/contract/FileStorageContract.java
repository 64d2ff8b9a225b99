package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.FileStorage.Found;
import io.chats.domain.port.FileStorage.Missing;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The promises of {@link FileStorage}, for each implementation. */
public abstract class FileStorageContract {

  protected abstract FileStorage storage();

  /** Files that exist. */
  protected abstract Set<FileStorage.Key> stored();

  /** Files that do not exist; empty for a storage that knows every file. */
  protected abstract Set<FileStorage.Key> missing();

  @Test
  void findsFilesByTheirIds() {
    Map<FileStorage.Key, Answer> answers = storage().find(stored());
    assertThat(answers).containsOnlyKeys(stored());
    assertThat(answers)
        .allSatisfy((key, answer) ->
            assertThat(answer)
                .isInstanceOfSatisfying(
                    Found.class, found -> assertThat(found.file().id()).isEqualTo(key.file())));
  }

  @Test
  void reportsMissingFilesBesideStoredOnes() {
    Set<FileStorage.Key> all = new HashSet<>(stored());
    all.addAll(missing());
    Map<FileStorage.Key, Answer> answers = storage().find(all);
    assertThat(answers).containsOnlyKeys(all);
    assertThat(missing()).allSatisfy(key -> assertThat(answers.get(key)).isEqualTo(new Missing()));
  }

  @Test
  void returnsNothingForAnEmptyRequest() {
    assertThat(storage().find(Set.of())).isEmpty();
  }
}
