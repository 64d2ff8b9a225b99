package io.chats.launcher.config.value;

import java.net.InetSocketAddress;

/**
 * An address to listen on.
 *
 * @param host a name or an address, an IPv6 one without brackets; {@code 0.0.0.0} for all
 *     addresses, the IPv6 ones included
 * @param port 0 to 65535; 0 for any free one
 */
public record ListenAddress(String host, int port) {

  /** The same address in numbers. */
  public static ListenAddress of(InetSocketAddress address) {
    return new ListenAddress(address.getAddress().getHostAddress(), address.getPort());
  }

  /** Looks a name up, so it may block. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  /** As it is written in the environment. */
  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
