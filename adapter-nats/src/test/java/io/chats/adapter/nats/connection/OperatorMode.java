package io.chats.adapter.nats.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.NKey;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** An operator with one account, as {@code nsc} makes them, in the memory of the servers. */
final class OperatorMode {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final NKey operator = operatorKey();
  private final NKey account = accountKey();

  /** The lines for the servers. */
  String serverLines() throws GeneralSecurityException, IOException {
    return """
    operator: "%s"
    resolver: MEMORY
    resolver_preload: { %s: "%s" }
    """
        .formatted(
            jwt(operator, text(operator.getPublicKey()), "operator"),
            text(account.getPublicKey()),
            jwt(operator, text(account.getPublicKey()), "account"));
  }

  /** A credentials file of a new user. */
  Path credentials(Path folder) throws GeneralSecurityException, IOException {
    NKey user = NKey.createUser(RANDOM);
    String jwt =
        JwtUtils.issueUserJWT(
            account, text(account.getPublicKey()), text(user.getPublicKey()), "node");
    return Files.writeString(
        folder.resolve("node.creds"),
        JwtUtils.NATS_USER_JWT_FORMAT.formatted(jwt, text(user.getSeed())),
        US_ASCII);
  }

  private static String jwt(NKey signer, String subject, String type)
      throws GeneralSecurityException, IOException {
    JsonSerializable claims = () -> "{\"type\":\"" + type + "\",\"version\":2" + limits(type) + "}";
    return JwtUtils.issueJWT(
        signer,
        subject,
        type,
        null,
        JwtUtils.currentTimeSeconds(),
        text(signer.getPublicKey()),
        claims);
  }

  /** Of all kinds of connections and subscriptions an account may have as many as it likes. */
  private static String limits(String type) {
    return type.equals("account")
        ? ",\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,"
            + "\"wildcards\":true,\"conn\":-1,\"leaf\":-1}"
        : "";
  }

  private static NKey operatorKey() {
    try {
      return NKey.createOperator(RANDOM);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NKey accountKey() {
    try {
      return NKey.createAccount(RANDOM);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(char[] chars) {
    return new String(chars);
  }
}
