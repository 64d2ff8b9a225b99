package io.chats.launcher.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways in which values are written. */
final class Formats {

  static final Format<String> TEXT = text("any text that is not blank", text -> !text.isEmpty());

  /** Taken as it is, blanks included. */
  static final Format<Secret> SECRET =
      new Format<>("any text", text -> Optional.of(new Secret(text)), text -> Secret.MASK);

  static final Format<Boolean> SWITCH = choice(Map.of("0", false, "1", true));

  static final Format<Integer> PORT = count(1, Hosts.LAST_PORT);

  static final Format<String> HOST =
      text("a host name or address, an IPv6 one in brackets", Hosts::isHost);

  /** A host that Java's URLs take, too: no underscores. */
  static final Format<String> URL_HOST = text(HOST.expected(), Urls::isHost);

  static final Format<Hosts.ListenSpec> LISTEN_ADDRESS =
      Format.of(
          "a listen address, such as :8002, 8002, 127.0.0.1:8002 or [::1]:8002", Hosts::listen);

  static final Format<List<NatsUrl>> NATS_URLS =
      Format.of("nats:// or tls:// URLs separated by commas, such as nats://nats:4222", Urls::nats)
          .shownAs(Urls::shown);

  static final Format<String> NATS_SUBJECT =
      text(
          "a NATS subject without wildcards, such as chats.1.0",
          "[^\\s\\p{Cntrl}.*>]+(\\.[^\\s\\p{Cntrl}.*>]+)*");

  static final Format<String> DATABASE_NAME =
      text("up to 64 letters, digits, _, $ and -", "[A-Za-z0-9_$-]{1,64}");

  static final Format<String> PROJECT_ID =
      text("up to 64 letters, digits, _ and -", "[A-Za-z0-9_-]{1,64}");

  static final Format<Set<String>> ORIGINS =
      Format.of("origins separated by commas, such as https://chats.example", Urls::origins);

  static final Format<Locale> LOCALE =
      choice(Map.of("en", Locale.ENGLISH, "ru", Locale.forLanguageTag("ru")));

  static final Format<ZoneId> TIME_ZONE =
      Format.of("a time zone, such as UTC or Europe/Berlin", name -> Optional.of(ZoneId.of(name)));

  static final Format<Path> FOLDER = Format.of("a folder", name -> Optional.of(Path.of(name)));

  private static final int MOST_DIGITS = 10;

  private Formats() {}

  /** One of some texts, and what each means. */
  static <T> Format<T> choice(Map<String, T> meanings) {
    String expected = meanings.keySet().stream().sorted().collect(Collectors.joining(" or "));
    return Format.of(expected, text -> Optional.ofNullable(meanings.get(text)));
  }

  /** Nothing but this. */
  static Format<String> only(String text) {
    return choice(Map.of(text, text));
  }

  /** A host, with a port or without. */
  static Format<Endpoint> endpoint(int presetPort) {
    return Format.of(
        "a host name or address, an IPv6 one in brackets, alone or with a port, such as pinba:"
            + presetPort,
        text -> Hosts.endpoint(text, presetPort));
  }

  static Format<Integer> count(int least, int most) {
    return number("a number", least, most, Math::toIntExact);
  }

  static Format<Duration> seconds(int least, int most) {
    return number("seconds", least, most, Duration::ofSeconds);
  }

  static Format<Duration> milliseconds(int least, int most) {
    return number("milliseconds", least, most, Duration::ofMillis);
  }

  private static <T> Format<T> number(String what, int least, int most, LongFunction<T> meaning) {
    return Format.of(
        what + " from " + least + " to " + most,
        text ->
            Optional.of(text)
                .filter(Formats::isDigits)
                .map(Long::parseLong)
                .filter(number -> number >= least && number <= most)
                .map(meaning::apply));
  }

  private static boolean isDigits(String text) {
    return text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Format<String> text(String expected, String regex) {
    return text(expected, Pattern.compile(regex).asMatchPredicate());
  }

  private static Format<String> text(String expected, Predicate<String> good) {
    return Format.of(expected, text -> Optional.of(text).filter(good));
  }
}
