package io.chats.launcher.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import java.util.function.Function;

/** Answers of the storage service about files, in memory. Blocks only as the next cache does. */
public final class CaffeineFileCache extends LocalCache<FileStorage.Key, FileStorage.Answer>
    implements FileCache {

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
    super(
        bounds,
        Function.identity(),
        answer -> !(answer instanceof FileStorage.Found),
        next,
        ticker);
  }
}
