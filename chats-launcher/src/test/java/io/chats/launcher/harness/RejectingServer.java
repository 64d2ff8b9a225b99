package io.chats.launcher.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that closes every connection and records when each came. */
public final class RejectingServer implements AutoCloseable {

  private final ServerSocket door;
  private final List<Long> moments = new CopyOnWriteArrayList<>();

  public RejectingServer() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  public int port() {
    return door.getLocalPort();
  }

  public int count() {
    return moments.size();
  }

  /** Returns the time from the first connection to the one of that number, counted from 1. */
  public Duration until(int number) {
    return Duration.ofNanos(moments.get(number - 1) - moments.getFirst());
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        door.accept().close();
        moments.add(System.nanoTime());
      } catch (IOException closed) {
        // The loop ends.
      }
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
