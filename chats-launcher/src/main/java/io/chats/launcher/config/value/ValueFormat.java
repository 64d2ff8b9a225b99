package io.chats.launcher.config.value;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The format of a value.
 *
 * @param expected describes it for operators
 * @param parser refuses a text with an empty result or an exception
 * @param shown masks a value, also a bad one
 */
public record ValueFormat<T>(
    String expected, Function<String, Optional<T>> parser, UnaryOperator<String> shown) {

  /** Also takes a URL, which may hold a password. */
  public static final ValueFormat<String> TEXT =
      new ValueFormat<>(
          "any text that is not blank",
          text -> Optional.of(text.strip()).filter(it -> !it.isEmpty()),
          text -> text.contains("://") ? Masking.url(text) : text);

  /** Any text, blanks included. */
  public static final ValueFormat<Secret> SECRET =
      new ValueFormat<>("any text", text -> Optional.of(new Secret(text)), text -> Secret.MASK);

  public static final ValueFormat<Boolean> SWITCH = choice(Map.of("0", false, "1", true));

  public static final ValueFormat<Integer> PORT = count(1, Addresses.LAST_PORT);

  public static final ValueFormat<String> HOST =
      text("a host name or address, an IPv6 one in brackets", Addresses::isHost);

  /** Servers of a cluster. */
  public static final ValueFormat<String> HOSTS =
      text(
          "a host name or address, an IPv6 one in brackets, or several separated by commas, such"
              + " as db1,db2:3307",
          Addresses::areHosts);

  /** A host that Java's URLs accept too: no underscores. */
  public static final ValueFormat<String> URL_HOST = text(HOST.expected(), Addresses::isUrlHost);

  public static final ValueFormat<Addresses.ListenSpec> LISTEN_ADDRESS =
      of("a listen address, such as :8002, 8002, 127.0.0.1:8002 or [::1]:8002", Addresses::listen);

  public static final ValueFormat<List<Addresses.NatsUrl>> NATS_URLS =
      new ValueFormat<>(
          "nats:// or tls:// URLs separated by commas, such as nats://nats:4222",
          text -> Addresses.natsUrls(text.strip()),
          Addresses::shownUrls);

  public static final ValueFormat<String> NATS_SUBJECT =
      text(
          "a NATS subject without wildcards, such as chats.1.0",
          "[^\\s\\p{Cntrl}.*>]+(\\.[^\\s\\p{Cntrl}.*>]+)*");

  public static final ValueFormat<String> DATABASE_NAME =
      text("up to 64 letters, digits, _, $ and -", "[A-Za-z0-9_$-]{1,64}");

  public static final ValueFormat<String> PROJECT_ID =
      text("up to 64 letters, digits, _ and -", "[A-Za-z0-9_-]{1,64}");

  public static final ValueFormat<Set<String>> ORIGINS =
      of("origins separated by commas, such as https://chats.example", Addresses::origins);

  public static final ValueFormat<List<String>> NETWORKS =
      of("addresses or networks separated by commas, such as 10.0.0.0/8,::1", Addresses::networks);

  /** A file that can be read, as a URL, or an HTTP URL. */
  public static final ValueFormat<URI> KEY_SET =
      new ValueFormat<>(
          "a file that can be read, or an http:// or https:// URL without a login",
          text -> Addresses.keySet(text.strip()),
          Masking::url);

  public static final ValueFormat<Locale> LOCALE =
      choice(Map.of("en", Locale.ENGLISH, "ru", Locale.forLanguageTag("ru")));

  public static final ValueFormat<ZoneId> TIME_ZONE =
      of("a time zone, such as UTC or Europe/Berlin", name -> Optional.of(ZoneId.of(name)));

  public static final ValueFormat<Path> FOLDER = of("a folder", name -> Optional.of(Path.of(name)));

  /** A file, which need not be there. What looks like the content of one is masked. */
  public static final ValueFormat<Path> FILE =
      new ValueFormat<>(
          "the path of a file", name -> Optional.of(Path.of(name.strip())), Masking::path);

  private static final int MAX_DIGITS = 10;

  /** One of several texts, each with its meaning. */
  public static <T> ValueFormat<T> choice(Map<String, T> meanings) {
    String expected = meanings.keySet().stream().sorted().collect(Collectors.joining(" or "));
    return of(expected, text -> Optional.ofNullable(meanings.get(text)));
  }

  /** This text and no other. */
  public static ValueFormat<String> only(String text) {
    return choice(Map.of(text, text));
  }

  /** A host with or without a port. */
  public static ValueFormat<Addresses.Endpoint> endpoint(int presetPort) {
    return of(
        "a host name or address, an IPv6 one in brackets, alone or with a port, such as pinba:"
            + presetPort,
        text -> Addresses.endpoint(text, presetPort));
  }

  public static ValueFormat<Integer> count(int min, int max) {
    return number("a number", min, max, Math::toIntExact);
  }

  public static ValueFormat<Duration> seconds(int min, int max) {
    return number("seconds", min, max, Duration::ofSeconds);
  }

  public static ValueFormat<Duration> milliseconds(int min, int max) {
    return number("milliseconds", min, max, Duration::ofMillis);
  }

  private static <T> ValueFormat<T> number(String what, int min, int max, LongFunction<T> meaning) {
    return of(
        what + " from " + min + " to " + max,
        text ->
            Optional.of(text)
                .filter(ValueFormat::isDigits)
                .map(Long::parseLong)
                .filter(number -> number >= min && number <= max)
                .map(meaning::apply));
  }

  private static boolean isDigits(String text) {
    return text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static ValueFormat<String> text(String expected, String regex) {
    return text(expected, Pattern.compile(regex).asMatchPredicate());
  }

  private static ValueFormat<String> text(String expected, Predicate<String> good) {
    return of(expected, text -> Optional.of(text).filter(good));
  }

  /** A format that ignores blanks around a value. */
  private static <T> ValueFormat<T> of(String expected, Function<String, Optional<T>> parser) {
    return new ValueFormat<>(
        expected, text -> parser.apply(text.strip()), UnaryOperator.identity());
  }

  /** Empty if the text is not of this format. */
  public Optional<T> parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      return Optional.empty();
    }
  }
}
