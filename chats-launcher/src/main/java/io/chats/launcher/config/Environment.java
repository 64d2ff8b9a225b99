package io.chats.launcher.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables that are set; an empty value counts as none (spec 2). */
record Environment(Map<String, String> texts) {

  private static final List<String> SERVICE_PREFIXES = List.of("BUS_", "DB_", "REDIS_");

  static boolean belongsToServices(String name) {
    return SERVICE_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /** The text that is set. */
  Optional<String> text(Variable<?> variable) {
    return Optional.ofNullable(texts.get(variable.name())).filter(text -> !text.isEmpty());
  }

  /** The text that is set, or else the preset. */
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
   * The names that select service mode, unknown ones included, since a typo must not start embedded
   * mode.
   */
  Stream<String> setForServices() {
    return texts.entrySet().stream()
        .filter(e -> belongsToServices(e.getKey()))
        .filter(e -> e.getValue() != null && !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .sorted();
  }
}
