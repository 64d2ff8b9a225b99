package io.chats.application.inprocess;

import io.chats.domain.port.FileStorage;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Knows no file, where there is no storage service: any file may be posted, and clients are sent
 * its id without an address. Never blocks.
 */
public final class NoFileStorage implements FileStorage {

  @Override
  public Map<Key, Answer> find(Set<Key> files) {
    return files.stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), file -> new Unknown()));
  }
}
