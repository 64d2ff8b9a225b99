package io.chats.domain.model;

import io.chats.domain.id.FileId;
import java.util.Optional;

/**
 * A file of a message.
 *
 * @param details empty while the storage service cannot be asked
 */
public record StoredFile(FileId id, Optional<Details> details) {

  public static StoredFile unknown(FileId id) {
    return new StoredFile(id, Optional.empty());
  }

  /**
   * The details that the storage service keeps of a file. Text that it does not have is empty.
   *
   * @param insertDate as the storage service writes it
   * @param size in bytes
   */
  public record Details(
      String title, String url, String thumbnail, String mimeType, String insertDate, long size) {}
}
