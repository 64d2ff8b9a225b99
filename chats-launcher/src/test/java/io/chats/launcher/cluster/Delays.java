package io.chats.launcher.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long messages took from when they were stored until each connected client had them. */
record Delays(List<Duration> sorted) {

  static Delays of(Load load, List<Excuse> excuses) {
    return new Delays(
        load.clients().stream()
            .flatMap(client -> {
              List<Excuse> its = excuses.stream().filter(e -> e.concerns(client)).toList();
              return client.chats().stream()
                  .flatMap(chat -> client.view(chat).messages().stream())
                  .filter(seen -> seen.since() != null)
                  .map(seen -> delay(seen, its));
            })
            .sorted()
            .toList());
  }

  int count() {
    return sorted.size();
  }

  Duration median() {
    return sorted.get(sorted.size() / 2);
  }

  Duration longest() {
    return sorted.getLast();
  }

  private static Duration delay(Seen seen, List<Excuse> excuses) {
    Instant stored = seen.message().storedAt();
    Instant from = stored.isAfter(seen.since()) ? stored : seen.since();
    for (Excuse excuse : excuses) {
      from = excuse.excuse(from, seen.at());
    }
    return Duration.between(from, seen.at());
  }
}
