package io.chats.testing.architecture;

import java.util.stream.Stream;

/**
 * Where things live below a root package. The names are ArchUnit's package identifiers: a trailing
 * {@code ..} stands for the package and all below it.
 */
record Layout(String root) {

  /** The adapters that there are. */
  static final String[] ADAPTERS = {"mysql", "nats", "redis", "websocket"};

  String everything() {
    return root + "..";
  }

  String domain() {
    return root + ".domain..";
  }

  String ports() {
    return root + ".domain.port..";
  }

  String application() {
    return root + ".application..";
  }

  /** What inbound adapters may call. */
  String inboundApi() {
    return root + ".application.api..";
  }

  String adapters() {
    return root + ".adapter..";
  }

  String adapter(String name) {
    return root + ".adapter." + name + "..";
  }

  /** For slices: one for each adapter. */
  String eachAdapter() {
    return root + ".adapter.(*)..";
  }

  /** For slices: one for each package. */
  String eachPackage() {
    return root + ".(**)";
  }

  String launcher() {
    return root + ".launcher..";
  }

  /** All places that there are for a class. */
  String[] places() {
    return Stream.concat(
            Stream.of(domain(), application(), launcher()), Stream.of(ADAPTERS).map(this::adapter))
        .toArray(String[]::new);
  }
}
