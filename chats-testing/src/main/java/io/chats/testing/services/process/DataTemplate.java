package io.chats.testing.services.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An empty data folder of a database server, for each version and user of this machine. It is made
 * when first needed, and copied for each server within milliseconds. Any number of JVMs may do so
 * at the same time.
 *
 * @param name of the server, as a part of a file name
 * @param version of the server, as a part of a file name
 */
public record DataTemplate(String name, String version, Installer installer) {

  /** Makes an empty data folder. */
  @FunctionalInterface
  public interface Installer {

    /**
     * Fills a new data folder.
     *
     * @param data does not exist yet
     * @param tmp a folder of its own: a starting server may remove files of others from it
     */
    void install(Path data, Path tmp);
  }

  /**
   * Copies the data folder.
   *
   * @param target does not exist yet
   */
  public void copyTo(Path target) {
    try {
      TempFolder.copy(prepared(), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path prepared() throws IOException {
    Path template = cache().resolve(version);
    if (!Files.isDirectory(template)) {
      prepare(template);
    }
    return template;
  }

  private void prepare(Path template) throws IOException {
    Path draft = Files.createTempDirectory(template.getParent(), "draft-");
    try {
      installer.install(draft.resolve("data"), Files.createDirectory(draft.resolve("tmp")));
      Files.move(draft.resolve("data"), template, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another JVM was faster; its folder serves as well.
      if (!Files.isDirectory(template)) {
        throw e;
      }
    } finally {
      TempFolder.delete(draft);
    }
  }

  private Path cache() throws IOException {
    String folder = "chats-" + name + "-" + System.getProperty("user.name");
    return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), folder));
  }
}
