package io.chats.domain.port;

import java.util.Map;
import java.util.Set;

/**
 * Remembers what the storage service said of files; that it could not be asked, or knew no such
 * file, only for a few seconds. Blocks for a bounded, short time; never throws: while the cache is
 * away it is empty.
 */
public interface FileCache {

  /** What is remembered of these; missing where nothing is. */
  Map<FileStorage.Key, FileStorage.Answer> get(Set<FileStorage.Key> files);

  /** Remembers these answers. */
  void put(Map<FileStorage.Key, FileStorage.Answer> answers);
}
