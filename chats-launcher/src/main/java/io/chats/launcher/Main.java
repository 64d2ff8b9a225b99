package io.chats.launcher;

import io.chats.adapter.monitoring.logging.StandardOutput;
import io.chats.adapter.mysql.MigrationFailedException;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.ConfigurationException;
import io.chats.launcher.embedded.DataFolderException;
import io.chats.launcher.lifecycle.ArchiveTraining;
import io.chats.launcher.lifecycle.ChatsProcess;
import io.chats.launcher.lifecycle.Signals;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The command line: {@code chats [run | config | version | help]}. */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 64;
  private static final int BAD_CONFIGURATION = 78;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Exits with 0; 1 if it cannot start, 64 for bad arguments, 78 for bad configuration. */
  public static void main(String[] args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    int code = new Main(System.getenv(), System.out, System.err).run(args);
    StandardOutput.close();
    Runtime.getRuntime().halt(code);
  }

  int run(String... args) {
    String command = args.length == 0 ? "run" : String.join(" ", args);
    try {
      return switch (command) {
        case "run" -> serve(Configuration.of(environment));
        case "config" -> describe(Configuration.of(environment));
        case "version" -> print(Banner.version());
        case "help", "--help", "-h" -> print(Banner.help());
        case "train" -> train();
        default -> {
          err.println("There is no command '" + command + "'; try 'help'.");
          yield USAGE;
        }
      };
    } catch (ConfigurationException e) {
      err.println(e.getMessage());
      return BAD_CONFIGURATION;
    }
  }

  private int serve(Configuration configuration) {
    CountDownLatch end = new CountDownLatch(1);
    FutureTask<ChatsProcess> starting = new FutureTask<>(() -> ChatsProcess.start(configuration));
    Signals.handle(
        () -> {
          end.countDown();
          if (starting.cancel(true)) {
            haltSoon();
          }
        },
        () -> Runtime.getRuntime().halt(OK));
    String start = Banner.starting(configuration);
    announce(start, start);
    configuration.remarks().serviceLinks().ifPresent(LOG::info);
    configuration.remarks().typos().forEach(LOG::warn);
    try {
      starting.run();
      ChatsProcess process = starting.get();
      announce(Banner.ready(configuration, process), Banner.readyLine(process));
      end.await();
      process.stop();
      return OK;
    } catch (CancellationException | InterruptedException e) {
      return OK; // a signal came before the start was over
    } catch (ExecutionException e) {
      logCause(e.getCause());
      return FAILED;
    }
  }

  /** A statement that changes tables is not interrupted, and may take minutes. */
  private static void haltSoon() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(GRACE);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          LOG.info("Stopped in the middle of the start; the next one goes on where this one was");
          Runtime.getRuntime().halt(OK);
        });
  }

  /** Prints a text for people; where log lines are JSON, logs one line instead. */
  private void announce(String text, String line) {
    if (StandardOutput.isTerminal()) {
      out.println(text);
    } else {
      LOG.info(line);
    }
  }

  private static int train() {
    try {
      ArchiveTraining.run();
      return OK;
    } catch (IOException | InterruptedException e) {
      logCause(e);
      return FAILED;
    }
  }

  /** Logs no stack trace for what operators can correct. */
  private static void logCause(Throwable failure) {
    if (failure instanceof IOException
        || failure instanceof DataFolderException
        || failure instanceof MigrationFailedException) {
      LOG.error("Cannot start: {}", failure.getMessage());
    } else {
      LOG.error("Cannot start", failure);
    }
  }

  private int describe(Configuration configuration) {
    configuration.remarks().all().forEach(err::println);
    return print(configuration.describe());
  }

  private int print(String text) {
    out.println(text);
    return OK;
  }
}
