package io.chats.testing.inmemory;

import static java.util.stream.Collectors.toMap;

import io.chats.domain.id.FileId;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A file storage that knows all files except two, and a cache that keeps nothing. It records the
 * files it was asked for.
 */
public final class FakeFiles implements FileStorage, FileCache {

  /** The storage service says that there is no such file. */
  public static final FileId MISSING = new FileId("missing");

  /** The storage service cannot be asked. */
  public static final FileId UNKNOWN = new FileId("unknown");

  private final Runnable lookup;
  private final List<FileId> asked = new CopyOnWriteArrayList<>();

  public FakeFiles(Runnable lookup) {
    this.lookup = lookup;
  }

  public static StoredFile file(FileId id) {
    return new StoredFile(
        id, Optional.of(new StoredFile.Details("of " + id, "", "", "text/plain", "", 7)));
  }

  public List<FileId> asked() {
    return asked;
  }

  @Override
  public Map<Key, Answer> find(Set<Key> files) {
    lookup.run();
    files.forEach(key -> asked.add(key.file()));
    return files.stream().collect(toMap(Function.identity(), key -> answer(key.file())));
  }

  @Override
  public Map<Key, Answer> get(Set<Key> files) {
    lookup.run();
    return Map.of();
  }

  @Override
  public void put(Map<Key, Answer> answers) {}

  private static Answer answer(FileId file) {
    if (file.equals(MISSING)) {
      return new Missing();
    }
    return file.equals(UNKNOWN) ? new Unknown() : new Found(file(file));
  }
}
