package io.chats.launcher.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is set; an empty value is none (spec 2). */
record Environment(Map<String, String> texts) {

  private static final List<String> SERVICE_PREFIXES = List.of("BUS_", "DB_", "REDIS_");

  static boolean belongsToServices(String name) {
    return SERVICE_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /** As it is set. */
  Optional<String> text(Variable<?> variable) {
    return Optional.ofNullable(texts.get(variable.name())).filter(text -> !text.isEmpty());
  }

  /** As it is set, or else preset. */
  Optional<String> effective(Variable<?> variable) {
    return text(variable).or(variable::preset);
  }

  boolean has(Variable<?> variable) {
    return text(variable).isPresent();
  }

  Mode mode() {
    return setForServices().findAny().isPresent() ? Mode.SERVICE : Mode.EMBEDDED;
  }

  /**
   * The names that keep it out of embedded mode, also those that nobody knows: a typo is no wish.
   */
  Stream<String> setForServices() {
    return texts.entrySet().stream()
        .filter(e -> belongsToServices(e.getKey()))
        .filter(e -> e.getValue() != null && !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .sorted();
  }
}
