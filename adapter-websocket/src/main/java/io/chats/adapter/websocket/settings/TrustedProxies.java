package io.chats.adapter.websocket.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies whose {@code X-Forwarded-For} is believed: addresses, or networks such as {@code
 * 10.0.0.0/8}. Immutable.
 */
public final class TrustedProxies {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /** No proxy is believed. */
  public static TrustedProxies none() {
    return new TrustedProxies(List.of());
  }

  /**
   * These are believed.
   *
   * @throws IllegalArgumentException for anything but addresses and networks
   */
  public static TrustedProxies of(List<String> networks) {
    return new TrustedProxies(networks.stream().map(TrustedProxies::network).toList());
  }

  /** Returns whether the address is that of a trusted proxy. */
  public boolean contains(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address.getAddress()));
  }

  /** Reads an address without asking a name service; an IPv6 one without brackets. */
  public static Optional<InetAddress> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    InetAddress address =
        address(host).orElseThrow(() -> new IllegalArgumentException("not an address: " + host));
    int all = 8 * address.getAddress().length;
    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("no such network: " + text);
    }
    return new Network(address, bits);
  }

  /** The addresses that begin with the same bits. */
  private record Network(InetAddress first, int bits) {

    boolean contains(byte[] address) {
      byte[] prefix = first.getAddress();
      int bytes = bits / 8;
      int rest = 8 - bits % 8;
      return address.length == prefix.length
          && Arrays.equals(address, 0, bytes, prefix, 0, bytes)
          && (rest == 8 || (address[bytes] & 0xFF) >> rest == (prefix[bytes] & 0xFF) >> rest);
    }
  }
}
