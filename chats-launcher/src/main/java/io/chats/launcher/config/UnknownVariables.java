package io.chats.launcher.config;

import io.chats.launcher.config.value.Masking;
import io.chats.support.environment.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds variables that look like one of Chats, and are none: a typo in {@code WEBSOCKET_ORIGINS}
 * would silently allow all origins.
 */
final class UnknownVariables {

  /** Whoever sets a variable that begins so means Chats. */
  private static final List<String> PREFIXES =
      List.of(
          "WEBSOCKET_",
          "MANAGEMENT_",
          "BUS_",
          "DB_",
          "REDIS_",
          "NATS_",
          "AUTH_",
          "SENTRY_",
          "PINBA_",
          "CRON_");

  /** Of other names, those with at most one wrong character in so many are typos. */
  private static final int CHARACTERS_PER_TYPO = 6;

  private static final int MAX_TYPOS = 2;

  private final Set<String> known =
      Variables.all().stream()
          .flatMap(it -> it.isSecret() ? Stream.of(it.name(), it.fileName()) : Stream.of(it.name()))
          .collect(Collectors.toSet());

  /** Says of each unknown name what may be meant, in alphabetical order. */
  List<String> warnings(Collection<String> names) {
    return names.stream().sorted().flatMap(name -> warning(name).stream()).toList();
  }

  /** Says whether the name is one of Chats, or may be meant as one. */
  boolean concerns(String name) {
    return known.contains(name) || hasPrefix(name);
  }

  private Optional<String> warning(String name) {
    return known.contains(name)
        ? Optional.empty()
        : NearestName.to(name.toUpperCase(Locale.ROOT), candidates(name))
            .filter(nearest -> hasPrefix(name) || isTypo(nearest))
            .map(nearest ->
                "%s is no variable of Chats and has no effect; the nearest one is %s"
                    .formatted(Masking.printable(name), nearest.name()));
  }

  /** Whoever cut a name short means it, however long its rest is: {@code DB_PASS}. */
  private Collection<String> candidates(String name) {
    List<String> longer = known.stream().filter(it -> it.startsWith(name)).toList();
    return hasPrefix(name) && !longer.isEmpty() ? longer : known;
  }

  private static boolean hasPrefix(String name) {
    return PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static boolean isTypo(NearestName nearest) {
    return nearest.distance() <= Math.min(MAX_TYPOS, nearest.name().length() / CHARACTERS_PER_TYPO);
  }
}
