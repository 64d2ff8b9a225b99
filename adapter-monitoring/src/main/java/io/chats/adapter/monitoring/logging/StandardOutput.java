package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The standard output of this process. */
public final class StandardOutput {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
  private static final Pattern TERMINALS = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");

  private StandardOutput() {}

  /** Returns whether people read it as it is written: on a terminal, not in a file or a pipe. */
  public static boolean isTerminal() {
    return isTerminal(STANDARD_OUTPUT);
  }

  /** The number of log lines that were dropped, since nobody read the output. */
  public static long dropped() {
    return appenders().mapToLong(StandardOutputAppender::dropped).sum();
  }

  /** Ends the log: writes the lines that wait, for a second at most. */
  public static void close() {
    appenders().forEach(StandardOutputAppender::stop);
  }

  private static Stream<StandardOutputAppender> appenders() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    List<StandardOutputAppender> found = new ArrayList<>();
    context
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .iteratorForAppenders()
        .forEachRemaining(appender -> {
          if (appender instanceof StandardOutputAppender ours) {
            found.add(ours);
          }
        });
    return found.stream();
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
