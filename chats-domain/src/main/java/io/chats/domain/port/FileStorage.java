package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.StoredFile;
import java.util.Map;
import java.util.Set;

/** Finds the files of messages (spec 5). */
public interface FileStorage {

  /**
   * Looks files up, together and concurrently, each as its author. Blocks until all have answered
   * or failed, for a bounded time. Never throws.
   *
   * @return an answer for each key
   */
  Map<Key, Answer> find(Set<Key> files);

  /** A file, and the message it belongs to by chat and author. */
  record Key(FileId file, ChatId chat, UserId author) {}

  /** The result of a look-up. */
  sealed interface Answer {}

  /** The storage service has the file. */
  record Found(StoredFile file) implements Answer {}

  /** The storage service has no such file. */
  record Missing() implements Answer {}

  /** The storage service could not be asked. */
  record Unknown() implements Answer {}
}
