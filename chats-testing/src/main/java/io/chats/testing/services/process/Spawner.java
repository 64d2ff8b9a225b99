package io.chats.testing.services.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts processes that end with this JVM, on Linux even when it is killed. */
final class Spawner {

  private Spawner() {}

  static Process spawn(ProcessBuilder builder) {
    CompletableFuture<Process> started = new CompletableFuture<>();
    String program = builder.command().getFirst();
    builder.command(dyingWithParent(builder.command()));
    Thread.ofPlatform().daemon().name("keeper-of-" + program).start(() -> keep(builder, started));
    return started.join();
  }

  // Linux sends the death signal when the thread that started the process ends, so that thread
  // stays as long as the process does.
  private static void keep(ProcessBuilder builder, CompletableFuture<Process> started) {
    try {
      Process process = builder.start();
      started.complete(process);
      process.waitFor();
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> dyingWithParent(List<String> command) {
    List<String> wrapped = new ArrayList<>();
    Binaries.find("setpriv")
        .ifPresent(setpriv -> wrapped.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL")));
    wrapped.addAll(command);
    return wrapped;
  }
}
