package io.chats.launcher.lifecycle;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Handles SIGTERM and SIGINT: the first one stops gracefully, the second one at once. Uses
 * reflection, since a shutdown hook would neither see a second signal nor let the process exit with
 * 0, and the compiler warns of direct calls.
 */
public final class Signals {

  private Signals() {}

  /** Calls {@code stop} on the first signal and {@code abort} on the second. */
  public static void handle(Runnable stop, Runnable abort) {
    AtomicInteger count = new AtomicInteger();
    Runnable react = () -> (count.incrementAndGet() == 1 ? stop : abort).run();
    for (String name : List.of("TERM", "INT")) {
      install(name, react);
    }
  }

  private static void install(String name, Runnable react) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle run =
          MethodHandles.lookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(react);
      Object handling =
          MethodHandleProxies.asInterfaceInstance(
              handler, MethodHandles.dropArguments(run, 0, signal));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no signal handling", e);
    }
  }
}
