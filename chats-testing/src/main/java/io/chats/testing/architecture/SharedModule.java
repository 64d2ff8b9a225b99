package io.chats.testing.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * A module beside the hexagon that adapters may use, with what it may use itself.
 *
 * @param parts of the product
 * @param libraries as ArchUnit identifies packages
 */
record SharedModule(String name, List<String> parts, List<String> libraries) {

  /** The application may use it, too: it has no technology. */
  static final SharedModule SUPPORT =
      new SharedModule("support", List.of(), List.of("org.slf4j.."));

  static final SharedModule JSON =
      new SharedModule("json", List.of("domain"), List.of("com.fasterxml.jackson.."));

  static final List<SharedModule> ALL = List.of(SUPPORT, JSON);

  /** All that classes of this module may use beside {@code java.base}. */
  String[] allowed(Layout layout) {
    Stream<String> ofTheProduct = Stream.concat(Stream.of(name), parts.stream()).map(layout::part);
    return Stream.concat(ofTheProduct, libraries.stream()).toArray(String[]::new);
  }
}
