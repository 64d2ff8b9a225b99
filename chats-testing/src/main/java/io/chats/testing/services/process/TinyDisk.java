package io.chats.testing.services.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of a few megabytes, in memory, that can be filled up to its last byte. Mounting it needs
 * root, or a {@code sudo} without a password.
 */
public final class TinyDisk implements AutoCloseable {

  private static final byte[] BLOCK = new byte[4096];

  private final Path folder = TempFolder.create("disk");
  private final OnExit cleanUp = OnExit.of(this::cleanUp);

  private TinyDisk(int megabytes) {
    try {
      asRoot("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
    } catch (Throwable failure) {
      TempFolder.delete(folder);
      throw failure;
    }
  }

  public static TinyDisk ofMegabytes(int size) {
    return new TinyDisk(size);
  }

  /** The folder where it is mounted; gone when this is closed. */
  public Path folder() {
    return folder;
  }

  /** Uses up all the space that is left. */
  public void fill() {
    try (OutputStream filler = Files.newOutputStream(filler())) {
      while (true) {
        filler.write(BLOCK);
      }
    } catch (IOException full) {
      // The disk is full, as intended.
    }
  }

  /** Frees the space that {@link #fill} used. */
  public void free() {
    try {
      Files.delete(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unmounts it; the processes that use it must have ended. */
  @Override
  public void close() {
    cleanUp.close();
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private void cleanUp() {
    asRoot("umount", folder.toString());
    TempFolder.delete(folder);
  }

  private static void asRoot(String... command) {
    boolean isRoot = System.getProperty("user.name").equals("root");
    Commands.run(isRoot ? command : withSudo(command));
  }

  private static String[] withSudo(String... command) {
    String[] all = new String[command.length + 2];
    all[0] = "sudo";
    all[1] = "--non-interactive";
    System.arraycopy(command, 0, all, 2, command.length);
    return all;
  }
}
