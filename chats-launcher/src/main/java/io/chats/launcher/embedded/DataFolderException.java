package io.chats.launcher.embedded;

import java.nio.file.Path;

/** The folder of the embedded database cannot be used; the message tells operators why. */
public final class DataFolderException extends RuntimeException {

  DataFolderException(Path folder, String why, Throwable cause) {
    super("The data folder " + folder + " cannot be used: " + why, cause);
  }
}
