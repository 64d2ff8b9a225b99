package io.chats.support.environment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The service links of Kubernetes: variables that it makes in every container for each Service of
 * the namespace, unless the pod has {@code enableServiceLinks: false}. Those of a Service named
 * {@code redis} are {@code REDIS_SERVICE_HOST}, {@code REDIS_SERVICE_PORT}, {@code
 * REDIS_PORT=tcp://10.0.0.1:6379} and others like these, and clash with variables that programs
 * read.
 */
public final class ServiceLinks {

  private static final String HOST = "_SERVICE_HOST";
  private static final String SERVICE_PORT = "_SERVICE_PORT";
  private static final String PORT = "PORT";

  private static final Pattern ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://\\S+:[0-9]{1,5}");
  private static final Predicate<String> NUMBER = Pattern.compile("[0-9]{1,5}").asMatchPredicate();

  /** The ends of the names that only Kubernetes makes. */
  private static final Predicate<String> END =
      Pattern.compile(
              "SERVICE_HOST|SERVICE_PORT(?:_.+)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?")
          .asMatchPredicate();

  private ServiceLinks() {}

  /**
   * Finds the links among the variables. A variable {@code …_PORT} that was set to something other
   * than an address is not one of them: what people set stands above what Kubernetes makes.
   *
   * @return the names of the links, each with the name of its Service; may be empty
   */
  public static SortedMap<String, String> in(Map<String, String> environment) {
    List<String> prefixes = prefixes(environment);
    SortedMap<String, String> links = new TreeMap<>();
    environment.forEach((name, value) ->
        prefixes.stream()
            .filter(prefix -> isLink(prefix, name, value))
            .findFirst()
            .ifPresent(prefix -> links.put(name, serviceName(prefix))));
    return links;
  }

  /** Says whether a value has the form that Kubernetes gives to {@code …_PORT}. */
  public static boolean isAddress(String value) {
    return ADDRESS.matcher(value).matches();
  }

  /** Kubernetes always makes the two together. */
  private static List<String> prefixes(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> name.endsWith(HOST) && name.length() > HOST.length())
        .map(name -> name.substring(0, name.length() - HOST.length()))
        .filter(prefix -> NUMBER.test(environment.getOrDefault(prefix + SERVICE_PORT, "")))
        .toList();
  }

  private static boolean isLink(String prefix, String name, String value) {
    return endAfter(prefix, name)
        .filter(end -> END.test(end) || (end.equals(PORT) && isAddress(value)))
        .isPresent();
  }

  private static Optional<String> endAfter(String prefix, String name) {
    return name.startsWith(prefix + "_")
        ? Optional.of(name.substring(prefix.length() + 1))
        : Optional.empty();
  }

  private static String serviceName(String prefix) {
    return prefix.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
