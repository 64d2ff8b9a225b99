package io.chats.adapter.redis.cache;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What the storage service said of files, in Redis, shared by all nodes. Kept for each chat and
 * author, since the storage service is asked on behalf of them.
 *
 * <p>Owns the keys {@code chats:v1:file:CHAT:AUTHOR:FILE}: strings that live for {@code REDIS_TTL},
 * JSON {@code {"i": file, "d": [{"t": title, "u": url, "h": thumbnail, "m": MIME type, "d": insert
 * date, "s": size}]}}, {@code d} being empty where nothing more is known; or for 5 s, {@code
 * "missing"}, when there is no such file, or {@code "unknown"}, when it could not be asked for.
 */
public final class RedisFileCache implements FileCache {

  private final RedisCache<FileStorage.Key, FileStorage.Answer> files;

  /**
   * @param lifetime of what is known of a file; at least a millisecond
   */
  public RedisFileCache(RedisConnection redis, Duration lifetime) {
    files = new RedisCache<>(redis, new FileCodec(Lifetimes.of(lifetime)));
  }

  @Override
  public Map<FileStorage.Key, FileStorage.Answer> get(Set<FileStorage.Key> asked) {
    return files.get(asked);
  }

  @Override
  public void put(Map<FileStorage.Key, FileStorage.Answer> answers) {
    files.put(answers);
  }
}
