package io.chats.launcher.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Answers of the storage service about files, in memory. Blocks only as the next cache does. */
public final class CaffeineFileCache implements FileCache {

  private final LocalCache<FileStorage.Key, FileStorage.Answer> files;

  public CaffeineFileCache(CacheBounds bounds) {
    this(bounds, BackingCache.none(), Ticker.systemTicker());
  }

  /**
   * @param next the cache behind: asked for what is not in memory, and given what is put
   */
  public CaffeineFileCache(CacheBounds bounds, FileCache next) {
    this(bounds, new BackingCache<>(next::get, next::put), Ticker.systemTicker());
  }

  CaffeineFileCache(
      CacheBounds bounds, BackingCache<FileStorage.Key, FileStorage.Answer> next, Ticker ticker) {
    files =
        new LocalCache<>(
            bounds,
            Function.identity(),
            answer -> !(answer instanceof FileStorage.Found),
            next,
            ticker);
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
