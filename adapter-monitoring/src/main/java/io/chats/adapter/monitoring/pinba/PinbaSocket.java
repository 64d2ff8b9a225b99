package io.chats.adapter.monitoring.pinba;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends datagrams to a server that may be away or unknown. Its address is looked up once a minute,
 * since it may change. Used by one thread, except for {@link #close}.
 */
final class PinbaSocket implements AutoCloseable {

  private static final Duration LOOK_UP_EVERY = Duration.ofMinutes(1);

  private final String host;
  private final int port;
  private Optional<DatagramChannel> channel = Optional.empty();
  private Optional<InetSocketAddress> address = Optional.empty();
  private long lookedUpAt = System.nanoTime() - LOOK_UP_EVERY.toNanos();

  /**
   * @param host an IPv6 address in brackets
   */
  PinbaSocket(String host, int port) {
    this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    this.port = port;
  }

  /** The name of this machine. */
  static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Sends a datagram; without an answer, so it may be lost. */
  void send(byte[] datagram) {
    lookUp();
    if (address.isEmpty()) {
      return;
    }
    try {
      if (channel.isEmpty()) {
        channel = Optional.of(DatagramChannel.open());
      }
      channel.get().send(ByteBuffer.wrap(datagram), address.get());
    } catch (IOException e) {
      close(); // the next datagram gets a new socket
      channel = Optional.empty();
    }
  }

  @Override
  public void close() {
    channel.ifPresent(it -> {
      try {
        it.close();
      } catch (IOException e) {
        // The socket is not used any more, closed or not.
      }
    });
  }

  private void lookUp() {
    if (System.nanoTime() - lookedUpAt >= LOOK_UP_EVERY.toNanos()) {
      lookedUpAt = System.nanoTime();
      InetSocketAddress found = new InetSocketAddress(host, port);
      address = Optional.of(found).filter(it -> !it.isUnresolved());
    }
  }
}
