package io.chats.adapter.redis.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.FileId;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers of the storage service about files, in Redis, shared by all nodes. They are stored for
 * each chat and author, since the storage service is asked on behalf of these. Safe for use by any
 * thread; blocks and fails as {@link RedisConnection} does.
 *
 * <p>Owns the keys {@code chats:v1:file:INSTALLATION:CHAT:AUTHOR:FILE}: strings that live for
 * {@code REDIS_TTL}, JSON {@code {"i": file, "d": [{"t": title, "u": url, "h": thumbnail, "m": MIME
 * type, "d": insert date, "s": size}]}}, {@code d} being empty where nothing more is known; or for
 * 5 s, {@code "missing"}, when there is no such file, or {@code "unknown"}, when the service gave
 * no answer.
 */
public final class RedisFileCache extends RedisCache<FileStorage.Key, FileStorage.Answer>
    implements FileCache {

  private static final byte[] MISSING = "\"missing\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] UNKNOWN = "\"unknown\"".getBytes(StandardCharsets.UTF_8);

  /**
   * @param installation the name that separates installations which share a Redis
   * @param lifetime of the answer about a file that is there; at least a millisecond
   */
  public RedisFileCache(RedisConnection redis, String installation, Duration lifetime) {
    super(redis, "file", installation, lifetime);
  }

  @Override
  public Map<FileStorage.Key, FileStorage.Answer> get(Set<FileStorage.Key> asked) {
    return read(asked);
  }

  @Override
  public void put(Map<FileStorage.Key, FileStorage.Answer> answers) {
    write(answers);
  }

  @Override
  String redisKey(FileStorage.Key key) {
    // The file id comes last, since it is text of another service, and may hold any character.
    return key.chat() + ":" + key.author() + ":" + key.file();
  }

  @Override
  byte[] encode(FileStorage.Answer answer) {
    return switch (answer) {
      case FileStorage.Found found -> toJson(Stored.of(found.file()));
      case FileStorage.Missing missing -> MISSING;
      case FileStorage.Unknown unknown -> UNKNOWN;
    };
  }

  @Override
  FileStorage.Answer decode(FileStorage.Key key, byte[] stored) throws IOException {
    if (Arrays.equals(stored, MISSING)) {
      return new FileStorage.Missing();
    }
    return Arrays.equals(stored, UNKNOWN)
        ? new FileStorage.Unknown()
        : new FileStorage.Found(fromJson(stored, Stored.class).file());
  }

  @Override
  boolean isFailure(FileStorage.Answer answer) {
    return !(answer instanceof FileStorage.Found);
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
