package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promises of {@link FileCache}, for each implementation. */
public abstract class FileCacheContract {

  private static final FileStorage.Key SCAN = key("scan.png", 1, 42);
  private static final FileStorage.Key LOST = key("lost", 1, 42);
  private static final FileStorage.Answer SCANNED = found(SCAN.file());
  private static final FileStorage.Answer MISSING = new FileStorage.Missing();
  private static final FileStorage.Answer UNKNOWN = new FileStorage.Unknown();

  /** Returns an empty cache that keeps files for {@link #lifetime}. */
  protected abstract FileCache emptyCache();

  /** Lets time pass for all caches that this subclass made. */
  protected abstract void pass(Duration time);

  /** The time for which a file is kept: well over 5 s. */
  protected Duration lifetime() {
    return Duration.ofHours(2);
  }

  @Test
  void remembersAnswers() {
    FileCache cache = emptyCache();
    FileStorage.Key bare = key("bare", 1, 42);
    Map<FileStorage.Key, FileStorage.Answer> answers =
        Map.of(
            SCAN,
            SCANNED,
            LOST,
            MISSING,
            key("later", 1, 42),
            UNKNOWN,
            bare,
            new FileStorage.Found(StoredFile.unknown(bare.file())));
    cache.put(answers);
    assertThat(cache.get(answers.keySet())).isEqualTo(answers);
  }

  @Test
  void leavesOutUnknownKeys() {
    FileCache cache = emptyCache();
    cache.put(Map.of(SCAN, SCANNED));
    assertThat(cache.get(Set.of(SCAN, LOST))).containsOnlyKeys(SCAN);
    assertThat(cache.get(Set.of(LOST))).isEmpty();
  }

  @Test
  void returnsNothingForAnEmptyRequest() {
    FileCache cache = emptyCache();
    cache.put(Map.of());
    assertThat(cache.get(Set.of())).isEmpty();
  }

  @Test
  void keepsTheLastValue() {
    FileCache cache = emptyCache();
    cache.put(Map.of(SCAN, UNKNOWN));
    cache.put(Map.of(SCAN, SCANNED));
    pass(Duration.ofSeconds(6));
    assertThat(cache.get(Set.of(SCAN))).containsEntry(SCAN, SCANNED);
  }

  @Test
  void keepsFilesChatsAndAuthorsApart() {
    FileCache cache = emptyCache();
    cache.put(Map.of(SCAN, SCANNED));
    assertThat(
            cache.get(
                Set.of(
                    key("scan.PNG", 1, 42),
                    key("scan.png ", 1, 42),
                    key("scan.png", 2, 42),
                    key("scan.png", 1, 43),
                    key("42:scan.png", 1, 4),
                    key("2:scan.png", 1, 4))))
        .isEmpty();
  }

  @Test
  void takesAnyTextAsAnId() {
    FileCache cache = emptyCache();
    Map<FileStorage.Key, FileStorage.Answer> answers =
        Set.of(":", " ", "*", "\r\n", "\0", "снимок \uD83D\uDDBC", "x".repeat(512)).stream()
            .map(id -> key(id, 1, 42))
            .collect(Collectors.toMap(Function.identity(), key -> found(key.file())));
    cache.put(answers);
    assertThat(cache.get(answers.keySet())).isEqualTo(answers);
  }

  @Test
  void remembersForFiveSecondsThatAFileCouldNotBeHad() {
    FileCache cache = emptyCache();
    FileStorage.Key later = key("later", 1, 42);
    cache.put(Map.of(LOST, MISSING, later, UNKNOWN, SCAN, SCANNED));
    pass(Duration.ofSeconds(3));
    assertThat(cache.get(Set.of(LOST, later)))
        .containsOnly(Map.entry(LOST, MISSING), Map.entry(later, UNKNOWN));
    pass(Duration.ofSeconds(3));
    assertThat(cache.get(Set.of(LOST, later, SCAN))).containsOnlyKeys(SCAN);
  }

  @Test
  void forgetsFilesAfterTheirLifetime() {
    FileCache cache = emptyCache();
    cache.put(Map.of(SCAN, SCANNED));
    pass(lifetime().minusSeconds(2));
    assertThat(cache.get(Set.of(SCAN))).containsOnlyKeys(SCAN);
    pass(Duration.ofSeconds(3));
    assertThat(cache.get(Set.of(SCAN))).isEmpty();
  }

  @Test
  void acceptsManyAtOnce() {
    FileCache cache = emptyCache();
    Map<FileStorage.Key, FileStorage.Answer> many =
        LongStream.rangeClosed(1, 1000)
            .mapToObj(id -> key("file " + id, id, id))
            .collect(Collectors.toMap(Function.identity(), key -> found(key.file())));
    cache.put(many);
    assertThat(cache.get(many.keySet())).isEqualTo(many);
  }

  private static FileStorage.Answer found(FileId file) {
    return new FileStorage.Found(
        new StoredFile(
            file,
            Optional.of(
                new StoredFile.Details(
                    "Снимок \"1\"",
                    "https://files/1?a=b",
                    "",
                    "image/png",
                    "2026-01-02T03:04:05Z",
                    Long.MAX_VALUE))));
  }

  private static FileStorage.Key key(String file, long chat, long author) {
    return new FileStorage.Key(new FileId(file), new ChatId(chat), new UserId(author));
  }
}
