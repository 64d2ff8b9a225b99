package io.chats.launcher.e2e.bus;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.document.BusDocument;
import io.chats.adapter.nats.document.BusDocument.Request;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of {@link WireTableIT} contain everything that the Bus API's document has. */
class WireTablesTest {

  private static final BusDocument DOCUMENT = BusDocument.load();
  private static final FieldTable FIELDS = new FieldTable();
  private static final BusScript SCRIPT = new BusScript();
  private static final int TOO_MANY_PARTICIPANTS = 113;

  static Stream<BusRoute> routes() {
    return BusRoute.all(DOCUMENT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void thereIsAWholeReplyOfEachRoute(BusRoute route) {
    assertThat(SCRIPT.steps())
        .anyMatch(step -> step.route().equals(route.toString()) && !step.isRefused());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void thereAreBadValuesOfEachField(BusRoute route) {
    assertThat(DOCUMENT.fieldsOf(route.request()))
        .isNotEmpty()
        .allSatisfy(
            field -> assertThat(FIELDS.answers(route, field).values()).anyMatch(code -> code != 0));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void thereIsEachParticularErrorOfARequest(Request request) {
    assertThat(Stream.concat(refusals(request), badFields(request)))
        .containsAll(withoutTooMany(DOCUMENT.errorsOf(request)));
  }

  /** A thousand participants are no matter for a script; {@code ConversationTest} has them. */
  private static List<Integer> withoutTooMany(Collection<Integer> codes) {
    return codes.stream().filter(code -> code != TOO_MANY_PARTICIPANTS).toList();
  }

  static Stream<Request> requests() {
    return DOCUMENT.asked().stream();
  }

  private static Stream<Integer> refusals(Request request) {
    Set<String> routes = BusRoute.of(request).map(BusRoute::toString).collect(toSet());
    return SCRIPT.steps().stream()
        .filter(step -> step.isRefused() && routes.contains(step.route()))
        .map(step -> Integer.valueOf(step.reply()));
  }

  private static Stream<Integer> badFields(Request request) {
    return BusRoute.of(request)
        .flatMap(route ->
            DOCUMENT.fieldsOf(request).stream()
                .flatMap(field -> FIELDS.answers(route, field).values().stream()));
  }
}
