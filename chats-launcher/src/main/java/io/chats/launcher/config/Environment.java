package io.chats.launcher.config;

import io.chats.support.environment.SecretVariables;
import io.chats.support.environment.ServiceLinks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The variables that are set, and the values of all; an empty variable counts as none, and so do
 * the service links of Kubernetes (spec 2). Reads each variable once.
 */
final class Environment {

  private static final List<String> SERVICE_PREFIXES = List.of("BUS_", "DB_", "REDIS_");

  private final Map<String, String> links;
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, String> secrets;
  private final Map<Variable<?>, Object> values = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Environment(Map<String, String> given) {
    links = ServiceLinks.in(given);
    given.forEach((name, text) -> {
      if (!text.isEmpty() && !links.containsKey(name)) {
        texts.put(name, text);
      }
    });
    SecretVariables files = SecretVariables.read(texts, Variables.secrets());
    secrets = files.secrets();
    problems.addAll(files.problems());
    Variables.all()
        .forEach(variable -> effective(variable).ifPresent(text -> read(variable, text)));
  }

  private void read(Variable<?> variable, String text) {
    variable
        .format()
        .parse(text)
        .ifPresentOrElse(
            value -> values.put(variable, value),
            () -> problems.add(variable.bad(text) + hint(variable, text)));
  }

  /** Such a value is not ignored if the rest of what Kubernetes makes is missing. */
  private static String hint(Variable<?> variable, String text) {
    return ServiceLinks.isAddress(text)
        ? ". Kubernetes makes such values (service links): set enableServiceLinks to false in the"
            + " pod, or set %s in it".formatted(variable.name())
        : "";
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

  /** The text that is set, or the secret in the file that is, or else the preset. */
  Optional<String> effective(Variable<?> variable) {
    return Optional.ofNullable(texts.get(variable.name()))
        .or(() -> Optional.ofNullable(secrets.get(variable.name())))
        .or(variable::preset);
  }

  boolean has(Variable<?> variable) {
    return texts.containsKey(variable.name()) || secretPath(variable).isPresent();
  }

  /** The path of the file that is set for a secret. */
  Optional<String> secretPath(Variable<?> variable) {
    return Optional.of(variable)
        .filter(Variable::isSecret)
        .map(secret -> texts.get(secret.fileName()));
  }

  /** The names that are set, those of service links left out. */
  Set<String> names() {
    return Collections.unmodifiableSet(texts.keySet());
  }

  /** The names of service links, each with the name of its Service. */
  Map<String, String> serviceLinks() {
    return Collections.unmodifiableMap(links);
  }

  Mode mode() {
    return setForServices().findAny().isPresent() ? Mode.SERVICE : Mode.EMBEDDED;
  }

  /**
   * The names that select service mode, unknown ones included, since a typo must not start embedded
   * mode; in alphabetical order.
   */
  Stream<String> setForServices() {
    return texts.keySet().stream().filter(Environment::belongsToServices);
  }
}
