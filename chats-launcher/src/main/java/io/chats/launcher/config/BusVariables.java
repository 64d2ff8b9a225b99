package io.chats.launcher.config;

import io.chats.adapter.nats.connection.CredentialsReader;
import io.chats.adapter.nats.connection.NatsCredentials;
import io.chats.launcher.config.value.Addresses.NatsUrl;
import io.chats.launcher.config.value.Secret;
import io.chats.support.tls.PemFile;
import io.chats.support.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables by which a node authenticates itself to NATS, and their rules. */
final class BusVariables {

  /** The ways to authenticate, of which one is chosen. */
  private static final List<Variable<?>> WAYS =
      List.of(Variables.BUS_TOKEN, Variables.BUS_USER, Variables.BUS_CREDS);

  private BusVariables() {}

  static NatsCredentials credentials(Environment environment) {
    Optional<NatsCredentials> token =
        environment.find(Variables.BUS_TOKEN).map(it -> new NatsCredentials.Token(it.value()));
    return token
        .or(() -> environment.find(Variables.BUS_CREDS).map(NatsCredentials.CredentialsFile::new))
        .or(() -> environment.find(Variables.BUS_USER).map(it -> user(it, environment)))
        .orElseGet(NatsCredentials.None::new);
  }

  private static NatsCredentials user(String user, Environment environment) {
    return new NatsCredentials.UserPassword(
        user, environment.find(Variables.BUS_PASSWORD).map(Secret::value).orElse(""));
  }

  static Optional<TlsFiles> tls(Environment environment) {
    Optional<Path> authorities = environment.find(Variables.BUS_TLS_CA);
    Optional<TlsFiles.Identity> identity =
        environment
            .find(Variables.BUS_TLS_CERT)
            .map(certificate ->
                new TlsFiles.Identity(certificate, environment.get(Variables.BUS_TLS_KEY)));
    return authorities.isEmpty() && identity.isEmpty()
        ? Optional.empty()
        : Optional.of(new TlsFiles(authorities, identity));
  }

  static Stream<String> broken(Environment environment) {
    return Stream.of(
            severalWays(environment),
            VariableRules.missingOf(
                List.of(Variables.BUS_USER, Variables.BUS_PASSWORD), environment),
            VariableRules.missingOf(
                List.of(Variables.BUS_TLS_CERT, Variables.BUS_TLS_KEY), environment),
            unusable(Variables.BUS_CREDS, CredentialsReader::check, environment),
            unusable(Variables.BUS_TLS_CA, PemFile::certificates, environment),
            unusable(Variables.BUS_TLS_CERT, PemFile::certificates, environment),
            unusable(Variables.BUS_TLS_KEY, PemFile::privateKey, environment))
        .flatMap(problems -> problems);
  }

  private static Stream<String> severalWays(Environment environment) {
    List<String> chosen = WAYS.stream().filter(environment::has).map(Variable::name).toList();
    if (chosen.size() > 1) {
      return Stream.of(String.join(" and ", chosen) + " are set; expected: one of them");
    }
    // A token beside the user of a URL was always allowed: it is for servers without a user.
    boolean isUserGivenTwice =
        chosen.stream().anyMatch(name -> !name.equals(Variables.BUS_TOKEN.name()))
            && environment.find(Variables.BUS_URL).stream()
                .flatMap(List::stream)
                .anyMatch(NatsUrl::hasCredentials);
    return isUserGivenTwice
        ? Stream.of(chosen.getFirst() + " is set, and BUS_URL has a user; expected: one of the two")
        : Stream.empty();
  }

  private static Stream<String> unusable(
      Variable<Path> variable, FileCheck check, Environment environment) {
    return environment.find(variable).stream()
        .flatMap(file -> problem(file, check).stream())
        .map(problem ->
            variable.bad(
                environment.effective(variable).orElse(""),
                variable.format().expected() + " that can be used, but " + problem));
  }

  private static Optional<String> problem(Path file, FileCheck check) {
    try {
      check.run(file);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private interface FileCheck {
    void run(Path file) throws IOException;
  }
}
