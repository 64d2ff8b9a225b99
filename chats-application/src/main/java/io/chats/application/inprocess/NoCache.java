package io.chats.application.inprocess;

import io.chats.domain.model.Profile;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Caches that remember nothing, for sources that answer at once. */
public final class NoCache {

  private NoCache() {}

  /** Every profile is looked up every time. */
  public static ProfileCache profiles() {
    return new Profiles();
  }

  /** Every file is looked up every time. */
  public static FileCache files() {
    return new Files();
  }

  private record Profiles() implements ProfileCache {

    @Override
    public Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users) {
      return Map.of();
    }

    @Override
    public void put(Map<UserDirectory.Key, Optional<Profile>> profiles) {}
  }

  private record Files() implements FileCache {

    @Override
    public Map<FileStorage.Key, FileStorage.Answer> get(Set<FileStorage.Key> files) {
      return Map.of();
    }

    @Override
    public void put(Map<FileStorage.Key, FileStorage.Answer> answers) {}
  }
}
