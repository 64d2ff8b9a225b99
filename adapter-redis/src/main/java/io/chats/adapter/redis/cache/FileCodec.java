package io.chats.adapter.redis.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chats.adapter.redis.connection.RedisKeys;
import io.chats.domain.id.FileId;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.FileStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** See {@link RedisFileCache}. */
final class FileCodec implements Codec<FileStorage.Key, FileStorage.Answer> {

  private static final byte[] MISSING = "\"missing\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] UNKNOWN = "\"unknown\"".getBytes(StandardCharsets.UTF_8);

  private final Lifetimes lifetimes;

  FileCodec(Lifetimes lifetimes) {
    this.lifetimes = lifetimes;
  }

  @Override
  public String name(FileStorage.Key key) {
    // The file last: its id is text of others, which may contain anything.
    return RedisKeys.PREFIX + "file:" + key.chat() + ":" + key.author() + ":" + key.file();
  }

  @Override
  public byte[] encode(FileStorage.Answer answer) {
    return switch (answer) {
      case FileStorage.Found found -> StrictJson.write(Stored.of(found.file()));
      case FileStorage.Missing missing -> MISSING;
      case FileStorage.Unknown unknown -> UNKNOWN;
    };
  }

  @Override
  public FileStorage.Answer decode(FileStorage.Key key, byte[] stored) throws IOException {
    if (Arrays.equals(stored, MISSING)) {
      return new FileStorage.Missing();
    }
    return Arrays.equals(stored, UNKNOWN)
        ? new FileStorage.Unknown()
        : new FileStorage.Found(StrictJson.read(stored, Stored.class).file());
  }

  @Override
  public Duration lifetime(FileStorage.Answer answer) {
    return answer instanceof FileStorage.Found ? lifetimes.answer() : lifetimes.failure();
  }

  /**
   * @param details none or one
   */
  private record Stored(
      @JsonProperty("i") String id, @JsonProperty("d") List<StoredDetails> details) {

    static Stored of(StoredFile file) {
      return new Stored(file.id().value(), file.details().stream().map(StoredDetails::of).toList());
    }

    StoredFile file() {
      return new StoredFile(
          new FileId(id), details.stream().map(StoredDetails::details).findFirst());
    }
  }

  private record StoredDetails(
      @JsonProperty("t") String title,
      @JsonProperty("u") String url,
      @JsonProperty("h") String thumbnail,
      @JsonProperty("m") String mimeType,
      @JsonProperty("d") String insertDate,
      @JsonProperty("s") long size) {

    static StoredDetails of(StoredFile.Details d) {
      return new StoredDetails(
          d.title(), d.url(), d.thumbnail(), d.mimeType(), d.insertDate(), d.size());
    }

    StoredFile.Details details() {
      return new StoredFile.Details(title, url, thumbnail, mimeType, insertDate, size);
    }
  }
}
