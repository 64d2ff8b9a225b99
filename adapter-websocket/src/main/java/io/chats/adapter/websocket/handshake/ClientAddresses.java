package io.chats.adapter.websocket.handshake;

import io.chats.adapter.websocket.settings.TrustedProxies;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the address of a client: that of its socket, or what a trusted proxy says. Of several
 * proxies in a row each adds whom it has seen at the end, so the last address that is no trusted
 * proxy counts, and what a client writes before it does not.
 */
final class ClientAddresses {

  /** Stands for the address of a socket that is closed already. */
  static final String UNKNOWN = "unknown";

  private static final int IPV6_NETWORK_BYTES = 8;

  private final TrustedProxies proxies;

  ClientAddresses(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * Returns the address in numbers.
   *
   * @param forwardedFor the values of {@code X-Forwarded-For}, in the order of their lines
   */
  Optional<InetAddress> of(SocketAddress socket, List<String> forwardedFor) {
    if (!(socket instanceof InetSocketAddress peer) || peer.getAddress() == null) {
      return Optional.empty();
    }
    InetAddress client = peer.getAddress();
    List<String> hops = new ArrayList<>();
    forwardedFor.forEach(line -> hops.addAll(Arrays.asList(line.split(","))));
    for (String hop : hops.reversed()) {
      Optional<InetAddress> next = TrustedProxies.address(withoutPort(hop.strip()));
      if (!proxies.contains(client) || next.isEmpty()) {
        break;
      }
      client = next.get();
    }
    return Optional.of(client);
  }

  /** The address of a socket, in numbers. */
  static String text(Object socket) {
    return socket instanceof InetSocketAddress peer && peer.getAddress() != null
        ? peer.getAddress().getHostAddress()
        : UNKNOWN;
  }

  /** Who counts as one client: an IPv4 address, or an IPv6 network, all of which one client has. */
  static String key(InetAddress address) {
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES))
        : address.getHostAddress();
  }

  /** Some proxies write {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      return hop.substring(1, Math.max(1, hop.indexOf(']')));
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
