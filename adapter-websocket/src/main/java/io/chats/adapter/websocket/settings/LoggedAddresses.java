package io.chats.adapter.websocket.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** How much of the address of a client the log shows. */
public enum LoggedAddresses {
  FULL(Integer.MAX_VALUE, Integer.MAX_VALUE),
  /** The network only: 24 bits of IPv4, 48 bits of IPv6. */
  NETWORK(3, 6),
  OFF(0, 0);

  private static final int IPV4_BYTES = 4;
  private static final String HIDDEN = "***";

  private final int ipv4Bytes;
  private final int ipv6Bytes;

  LoggedAddresses(int ipv4Bytes, int ipv6Bytes) {
    this.ipv4Bytes = ipv4Bytes;
    this.ipv6Bytes = ipv6Bytes;
  }

  /**
   * Returns the address as the log may show it.
   *
   * @param address anything; what is no address is shown as it is, unless nothing is shown
   */
  public String shown(String address) {
    if (this == OFF) {
      return HIDDEN;
    }
    return this == FULL
        ? address
        : TrustedProxies.address(address).map(this::network).orElse(address);
  }

  private String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = bytes.length == IPV4_BYTES ? ipv4Bytes : ipv6Bytes;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address keeps its length", e);
    }
  }
}
