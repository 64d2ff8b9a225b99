package io.chats.adapter.monitoring.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The standard output of this process. */
public final class StandardOutput {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
  private static final Pattern TERMINALS = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");

  private StandardOutput() {}

  /** Returns whether people read it as it is written: on a terminal, not in a file or a pipe. */
  public static boolean isTerminal() {
    return isTerminal(STANDARD_OUTPUT);
  }

  /**
   * @param descriptor Linux's link to where the output goes; systems without such links count as
   *     terminals, since people develop on them
   */
  static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return TERMINALS.matcher(target).matches();
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }
}
