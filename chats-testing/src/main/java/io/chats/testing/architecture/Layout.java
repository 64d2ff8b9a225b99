package io.chats.testing.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of a product below its root package. The names are ArchUnit's package identifiers: a
 * trailing {@code ..} stands for the package and all below it.
 *
 * @param adapters names of the adapters that may exist; empty for any
 * @param shared modules beside the hexagon
 */
record Layout(String root, List<String> adapters, List<SharedModule> shared) {

  /** The adapters of Chats. */
  static final List<String> ADAPTERS =
      List.of("jwt", "management", "monitoring", "mysql", "nats", "redis", "websocket");

  Layout {
    adapters = List.copyOf(adapters);
    shared = List.copyOf(shared);
  }

  static Layout of(String root, String... adapters) {
    return new Layout(root, List.of(adapters), List.of());
  }

  /** The layout of Chats, below a root package of its own in tests. */
  static Layout ofChats(String root) {
    return new Layout(root, ADAPTERS, SharedModule.ALL);
  }

  String everything() {
    return root + "..";
  }

  String domain() {
    return part("domain");
  }

  String ports() {
    return part("domain.port");
  }

  String application() {
    return part("application");
  }

  /** The packages of the application that adapters may use. */
  String inboundApi() {
    return part("application.api");
  }

  String allAdapters() {
    return part("adapter");
  }

  String adapter(String name) {
    return part("adapter." + name);
  }

  String launcher() {
    return part("launcher");
  }

  /** One part below the root, such as {@code domain} or {@code adapter.nats}. */
  String part(String name) {
    return root + "." + name + "..";
  }

  /** For slices: one for each adapter. */
  String eachAdapter() {
    return root + ".adapter.(*)..";
  }

  /** For slices: one for each package. */
  String eachPackage() {
    return root + ".(**)";
  }

  /** The module of a package below the root: an adapter, or another part with all below it. */
  String moduleOf(String packageName) {
    String[] path = packageName.substring(root.length() + 1).split("\\.", -1);
    return path[0].equals("adapter") ? adapter(path[1]) : part(path[0]);
  }

  /** All parts in which a class may be. */
  String[] places() {
    Stream<String> outside =
        adapters.isEmpty() ? Stream.of(allAdapters()) : adapters.stream().map(this::adapter);
    Stream<String> beside = shared.stream().map(module -> part(module.name()));
    return Stream.of(Stream.of(domain(), application(), launcher()), outside, beside)
        .flatMap(places -> places)
        .toArray(String[]::new);
  }
}
