package io.chats.launcher.config;

import io.chats.launcher.config.value.Addresses;
import io.chats.launcher.config.value.Masking;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules between variables: which ones go together. */
final class VariableRules {

  private static final List<Variable<?>> SERVICE =
      List.of(Variables.BUS_URL, Variables.BUS_TOPIC, Variables.DB_HOST, Variables.REDIS_HOST);

  private static final List<Variable<?>> SENTRY =
      List.of(
          Variables.SENTRY_PROTOCOL,
          Variables.SENTRY_LOGIN,
          Variables.SENTRY_URL,
          Variables.SENTRY_PORT,
          Variables.SENTRY_PROJECT_ID);

  private static final List<Variable<?>> AUTH =
      List.of(Variables.AUTH_ISSUER, Variables.AUTH_AUDIENCE);

  private static final String ANYWHERE = "0.0.0.0";

  private VariableRules() {}

  static Stream<String> broken(Environment environment) {
    return Stream.of(
            missingForServices(environment),
            missingForSentry(environment),
            missing(
                List.of(Variables.AUTH_JWKS),
                environment,
                AUTH.stream().filter(environment::has).map(Variable::name),
                ""),
            BusVariables.broken(environment),
            sharedPort(environment).stream())
        .flatMap(problems -> problems);
  }

  private static Stream<String> missingForServices(Environment environment) {
    return missing(
        SERVICE,
        environment,
        environment.setForServices().map(Masking::printable),
        " (without any BUS_*, DB_* and REDIS_* variable: embedded mode)");
  }

  private static Stream<String> missingForSentry(Environment environment) {
    return missingOf(SENTRY, environment);
  }

  /** Returns the variables that are not set, although another one of them is. */
  static Stream<String> missingOf(List<Variable<?>> wanted, Environment environment) {
    return missing(
        wanted, environment, wanted.stream().filter(environment::has).map(Variable::name), "");
  }

  /** Returns the variables that are not set, unless none is that makes them necessary. */
  private static Stream<String> missing(
      List<Variable<?>> wanted, Environment environment, Stream<String> given, String note) {
    String set = given.collect(Collectors.joining(", "));
    return wanted.stream()
        .filter(variable -> !set.isEmpty() && !environment.has(variable))
        .map(variable -> variable.missing("since there is " + set + note));
  }

  private static Optional<String> sharedPort(Environment environment) {
    Optional<Addresses.ListenSpec> webSocket = environment.find(Variables.WEBSOCKET_PORT);
    return environment
        .find(Variables.MANAGEMENT_PORT)
        .filter(management -> webSocket.filter(other -> overlap(management, other)).isPresent())
        .flatMap(management -> environment.effective(Variables.MANAGEMENT_PORT))
        .map(text ->
            Variables.MANAGEMENT_PORT.bad(text, "another port than that of WEBSOCKET_PORT"));
  }

  private static boolean overlap(Addresses.ListenSpec one, Addresses.ListenSpec other) {
    return one.port() != 0
        && one.port() == other.port()
        && (isAnywhere(one) || isAnywhere(other) || one.host().equals(other.host()));
  }

  private static boolean isAnywhere(Addresses.ListenSpec address) {
    return address.host().filter(host -> !host.equals(ANYWHERE)).isEmpty();
  }
}
