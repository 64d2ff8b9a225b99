package io.chats.application.lookup;

import io.chats.domain.model.Message;
import io.chats.domain.model.StoredFile;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.FileStorage.Answer;
import io.chats.domain.port.FileStorage.Found;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up the files of messages. Safe for use by any thread. */
public final class FileLookup {

  private final LookupCache<FileStorage.Key, Answer> lookup;

  public FileLookup(FileStorage storage, FileCache cache) {
    this.lookup = new LookupCache<>(cache::get, cache::put, storage::find);
  }

  /** An answer for each key. Blocks for files that are not cached, for a bounded time. */
  public Map<FileStorage.Key, Answer> find(Set<FileStorage.Key> files) {
    return lookup.find(files);
  }

  /** The answers for the files of these messages; empty when none has one. */
  public Map<FileStorage.Key, Answer> of(Collection<Message> messages) {
    return find(messages.stream().flatMap(m -> key(m).stream()).collect(Collectors.toSet()));
  }

  /** The file of a message; only its id where the answers have nothing. */
  public static Optional<StoredFile> shown(Message message, Map<FileStorage.Key, Answer> answers) {
    return key(message)
        .map(key ->
            answers.get(key) instanceof Found found
                ? found.file()
                : StoredFile.unknown(key.file()));
  }

  private static Optional<FileStorage.Key> key(Message message) {
    return message
        .content()
        .file()
        .map(f -> new FileStorage.Key(f, message.chat(), message.author()));
  }
}
