package io.chats.domain.port;

import java.util.Map;
import java.util.Set;

/**
 * Caches the answers of the storage service; those that it could not be asked, or has no such file,
 * only for a few seconds. Blocks for a bounded, short time; never throws: while the cache is away
 * it is empty.
 */
public interface FileCache {

  /** The cached answers for these files; missing where there is none. */
  Map<FileStorage.Key, FileStorage.Answer> get(Set<FileStorage.Key> files);

  /** Caches these answers. */
  void put(Map<FileStorage.Key, FileStorage.Answer> answers);
}
