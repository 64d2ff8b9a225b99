package io.chats.testing.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where things live below a root package. The names are ArchUnit's package identifiers: a trailing
 * {@code ..} stands for the package and all below it.
 *
 * @param adapters those that there may be; empty for any
 */
record Layout(String root, List<String> adapters) {

  /** The adapters of Chats. */
  static final List<String> ADAPTERS = List.of("mysql", "nats", "redis", "websocket");

  Layout {
    adapters = List.copyOf(adapters);
  }

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

  String allAdapters() {
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
    Stream<String> outside =
        adapters.isEmpty() ? Stream.of(allAdapters()) : adapters.stream().map(this::adapter);
    return Stream.concat(Stream.of(domain(), application(), launcher()), outside)
        .toArray(String[]::new);
  }
}
