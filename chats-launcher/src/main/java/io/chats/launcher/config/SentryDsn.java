package io.chats.launcher.config;

import io.chats.launcher.config.value.Secret;
import java.net.URI;
import java.net.URISyntaxException;

/** Puts the parts of a Sentry DSN together, escaped where they need it. */
final class SentryDsn {

  private SentryDsn() {}

  static Secret of(ParsedValues values) {
    String login = values.get(Variables.SENTRY_LOGIN).value();
    String user =
        values.find(Variables.SENTRY_PASSWORD).map(p -> login + ":" + p.value()).orElse(login);
    try {
      return new Secret(
          new URI(
                  values.get(Variables.SENTRY_PROTOCOL),
                  user,
                  values.get(Variables.SENTRY_URL),
                  values.get(Variables.SENTRY_PORT),
                  "/" + values.get(Variables.SENTRY_PROJECT_ID),
                  null,
                  null)
              .toASCIIString());
    } catch (URISyntaxException e) {
      // Its message holds the URL, and so does a cause's.
      throw new IllegalStateException("checked parts make no URL");
    }
  }
}
