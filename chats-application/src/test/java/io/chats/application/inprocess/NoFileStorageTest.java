package io.chats.application.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.FileStorage;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoFileStorageTest {

  private final FileStorage storage = new NoFileStorage();

  @Test
  void knowsNoFile() {
    FileStorage.Key file =
        new FileStorage.Key(new FileId("scan.png"), new ChatId(1), new UserId(42));
    assertThat(storage.find(Set.of(file))).isEqualTo(Map.of(file, new FileStorage.Unknown()));
    assertThat(storage.find(Set.of())).isEmpty();
  }
}
