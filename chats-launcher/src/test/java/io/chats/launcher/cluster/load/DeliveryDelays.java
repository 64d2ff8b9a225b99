package io.chats.launcher.cluster.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The times from the storing of messages until each connected client received them. */
public record DeliveryDelays(List<Delay> sorted) {

  /** A message and one client that received it. */
  record Delay(Instant storedAt, Duration took) {}

  static DeliveryDelays of(Load load, List<ExcusedPeriod> excuses) {
    return new DeliveryDelays(
        load.clients().stream()
            .flatMap(
                client -> of(client, excuses.stream().filter(e -> e.concerns(client)).toList()))
            .sorted(Comparator.comparing(Delay::took))
            .toList());
  }

  /** The delays of messages that were stored in that period. */
  public DeliveryDelays between(Instant from, Instant to) {
    return new DeliveryDelays(
        sorted.stream()
            .filter(delay -> !delay.storedAt().isBefore(from) && delay.storedAt().isBefore(to))
            .toList());
  }

  int count() {
    return sorted.size();
  }

  /** Returns zero if there are none. */
  Duration median() {
    return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() / 2).took();
  }

  /** Zero when there are none. */
  Duration longest() {
    return sorted.isEmpty() ? Duration.ZERO : sorted.getLast().took();
  }

  @Override
  public String toString() {
    return "%d delivered live, median %d ms, slowest %d ms"
        .formatted(count(), median().toMillis(), longest().toMillis());
  }

  private static Stream<Delay> of(LoadClient client, List<ExcusedPeriod> excuses) {
    return client.account().chats().stream()
        .flatMap(chat -> client.account().view(chat).messages().stream())
        .flatMap(seen -> seen.since().map(since -> of(seen, since, excuses)).stream());
  }

  private static Delay of(ReceivedMessage seen, Instant since, List<ExcusedPeriod> excuses) {
    Instant stored = seen.message().storedAt();
    Instant from = stored.isAfter(since) ? stored : since;
    for (ExcusedPeriod excuse : excuses) {
      from = excuse.excuse(from, seen.at());
    }
    return new Delay(stored, Duration.between(from, seen.at()));
  }
}
