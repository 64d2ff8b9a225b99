package io.chats.launcher.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The variables that are set, and the values of all; an empty variable counts as none (spec 2).
 * Reads each variable once.
 */
final class Environment {

  private static final List<String> SERVICE_PREFIXES = List.of("BUS_", "DB_", "REDIS_");

  private final Map<String, String> texts;
  private final Map<Variable<?>, Object> values = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Environment(Map<String, String> texts) {
    this.texts = texts;
    Variables.all()
        .forEach(variable -> effective(variable).ifPresent(text -> read(variable, text)));
  }

  private void read(Variable<?> variable, String text) {
    variable
        .format()
        .parse(text)
        .ifPresentOrElse(
            value -> values.put(variable, value), () -> problems.add(variable.bad(text)));
  }

  static boolean belongsToServices(String name) {
    return SERVICE_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /** The problems of the variables that cannot be parsed. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Returns the value; empty if it is neither set nor preset, or bad. */
  @SuppressWarnings("unchecked") // as it was put by read
  <T> Optional<T> find(Variable<T> variable) {
    return Optional.ofNullable((T) values.get(variable));
  }

  /** Returns the value of a variable that is known to have one. */
  <T> T get(Variable<T> variable) {
    return find(variable).orElseThrow();
  }

  /** The text that is set, or else the preset. */
  Optional<String> effective(Variable<?> variable) {
    return text(variable.name()).or(variable::preset);
  }

  boolean has(Variable<?> variable) {
    return text(variable.name()).isPresent();
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).filter(text -> !text.isEmpty());
  }

  Mode mode() {
    return setForServices().findAny().isPresent() ? Mode.SERVICE : Mode.EMBEDDED;
  }

  /**
   * The names that select service mode, unknown ones included, since a typo must not start embedded
   * mode.
   */
  Stream<String> setForServices() {
    return texts.keySet().stream()
        .filter(Environment::belongsToServices)
        .filter(name -> text(name).isPresent())
        .sorted();
  }
}
