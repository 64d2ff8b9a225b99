package io.chats.adapter.jwt;

import static io.chats.adapter.jwt.Issuer.EC;
import static io.chats.adapter.jwt.Issuer.RSA;
import static io.chats.adapter.jwt.Issuer.header;
import static io.chats.adapter.jwt.Issuer.keySet;
import static io.chats.adapter.jwt.Issuer.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier;
import io.chats.domain.port.TokenVerifier.Accepted;
import io.chats.domain.port.TokenVerifier.Rejected;
import io.chats.domain.port.TokenVerifier.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTokenVerifierTest {

  private static final UserId USER = new UserId(42);
  private static final Accepted BY_OTHERS = new Accepted(new UserId(7), Optional.empty());

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private final Issuer issuer = new Issuer(clock);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Path file;
  private KeySet keys;
  private JwtTokenVerifier verifier;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("keys.json");
    publish(keySet(RSA, EC));
    keys = KeySet.at(file.toUri(), executor, timer, clock);
    verifier = verifier(settings("sub"));
    await().until(() -> keys.size() == 2);
  }

  @AfterEach
  void stop() {
    keys.close();
    timer.shutdownNow();
    executor.shutdownNow();
  }

  private static JwtSettings settings(String userClaim) {
    return new JwtSettings(Optional.of(Issuer.NAME), Optional.of(Issuer.AUDIENCE), userClaim);
  }

  private JwtTokenVerifier verifier(JwtSettings settings) {
    return new JwtTokenVerifier(keys, settings, token -> BY_OTHERS, clock);
  }

  private void publish(String keySet) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, keySet);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertRefused(String token, JwtResult reason) {
    assertThat(verifier.verify(token)).isEqualTo(new Rejected());
    assertThat(verifier.count(reason)).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256"})
  void acceptsATokenThatTheIssuerSigned(String algorithm) {
    JWSAlgorithm name = JWSAlgorithm.parse(algorithm);
    var key = algorithm.startsWith("ES") ? EC : RSA;
    String token = signed(header(name, key.getKeyID()), issuer.claims(), key);
    Optional<Instant> end = Optional.of(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(verifier.verify(token)).isEqualTo(new Accepted(USER, end));
    assertThat(verifier.count(JwtResult.ACCEPTED)).isOne();
  }

  @Test
  void acceptsATokenThatNamesNoKey() {
    String token = signed(header(JWSAlgorithm.ES256, null), issuer.claims(), EC);
    assertThat(verifier.verify(token)).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u42", "opaque", "a.b", "a.b.c", "a.b.c.d.e", "...", "токен"})
  void asksForTokensThatAreNoJwts(String token) {
    assertThat(verifier.verify(token)).isEqualTo(BY_OTHERS);
  }

  @Test
  void refusesAlgNone() {
    assertRefused(new PlainJWT(issuer.claims().build()).serialize(), JwtResult.ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "", "HS256", "RS1", "ES256K", "EdDSA"})
  void refusesAnyAlgorithmThatIsNotPinned(String algorithm) {
    String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}";
    String[] good = issuer.token(issuer.claims()).split("\\.", -1);
    assertRefused(Base64URL.encode(header) + "." + good[1] + "." + good[2], JwtResult.ALGORITHM);
  }

  @Test
  void refusesATokenThatIsSignedWithThePublicKeyAsASecret() throws Exception {
    byte[] secret = RSA.toRSAPublicKey().getEncoded();
    SignedJWT token =
        new SignedJWT(header(JWSAlgorithm.HS256, "rsa").build(), issuer.claims().build());
    token.sign(new MACSigner(secret));
    assertRefused(token.serialize(), JwtResult.ALGORITHM);
  }

  @Test
  void ignoresTheKeyThatATokenBringsAlong() {
    RSAKey own = Issuer.rsa("own");
    JWSHeader.Builder header = header(JWSAlgorithm.RS256, "own").jwk(own.toPublicJWK());
    assertRefused(signed(header, issuer.claims(), own), JwtResult.UNKNOWN_KEY);
  }

  @Test
  void refusesATokenOfAnotherSignerUnderAKnownKey() {
    RSAKey other = Issuer.rsa("rsa");
    assertRefused(
        signed(header(JWSAlgorithm.RS256, "rsa"), issuer.claims(), other), JwtResult.SIGNATURE);
  }

  @Test
  void refusesATokenThatWasChanged() {
    String[] parts = issuer.token(issuer.claims()).split("\\.", -1);
    Base64URL other = Base64URL.encode(issuer.claims().subject("1").build().toString());
    assertRefused(parts[0] + "." + other + "." + parts[2], JwtResult.SIGNATURE);
  }

  @Test
  void refusesAnUnknownKeyId() {
    RSAKey other = Issuer.rsa("other");
    assertRefused(
        signed(header(JWSAlgorithm.RS256, "other"), issuer.claims(), other), JwtResult.UNKNOWN_KEY);
  }

  @Test
  void refusesExtensionsAndOtherTypesOfTokens() {
    JWSHeader.Builder logout =
        header(JWSAlgorithm.RS256, "rsa").type(new JOSEObjectType("logout+jwt"));
    assertThat(verifier.verify(signed(logout, issuer.claims(), RSA))).isEqualTo(new Rejected());
    JWSHeader.Builder extended =
        header(JWSAlgorithm.RS256, "rsa").criticalParams(Set.of("x")).customParam("x", 1);
    assertThat(verifier.verify(signed(extended, issuer.claims(), RSA))).isEqualTo(new Rejected());
    assertThat(verifier.count(JwtResult.MALFORMED)).isEqualTo(2);
  }

  @Test
  void refusesAnExpiredToken() {
    assertRefused(
        issuer.token(issuer.claims().expirationTime(issuer.in(Duration.ofSeconds(-46)))),
        JwtResult.EXPIRED);
  }

  @Test
  void refusesATokenWithoutAnEnd() {
    assertRefused(issuer.token(issuer.claims().expirationTime((Date) null)), JwtResult.EXPIRED);
  }

  @Test
  void toleratesAClockThatIs30SecondsAhead() {
    var early = issuer.claims().notBeforeTime(issuer.in(Duration.ofSeconds(30)));
    assertThat(verifier.verify(issuer.token(early))).isInstanceOf(Accepted.class);
  }

  @Test
  void toleratesAClockThatIs30SecondsBehind() {
    var late = issuer.claims().expirationTime(issuer.in(Duration.ofSeconds(-30)));
    assertThat(verifier.verify(issuer.token(late)))
        .isEqualTo(new Accepted(USER, Optional.of(clock.instant().plusSeconds(15))));
  }

  @Test
  void refusesATokenThatIsNotValidYet() {
    assertRefused(
        issuer.token(issuer.claims().notBeforeTime(issuer.in(Duration.ofSeconds(60)))),
        JwtResult.NOT_YET_VALID);
  }

  @Test
  void refusesATokenForAnotherAudience() {
    assertRefused(issuer.token(issuer.claims().audience("shop")), JwtResult.AUDIENCE);
  }

  @Test
  void refusesATokenForNoAudience() {
    assertRefused(issuer.token(issuer.claims().audience(List.<String>of())), JwtResult.AUDIENCE);
  }

  @Test
  void acceptsATokenForSeveralAudiences() {
    var several = issuer.claims().audience(List.of("shop", "chats"));
    assertThat(verifier.verify(issuer.token(several))).isInstanceOf(Accepted.class);
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    assertRefused(issuer.token(issuer.claims().issuer("https://evil.example")), JwtResult.ISSUER);
  }

  @ParameterizedTest
  @CsvSource({
    "0",
    "-1",
    "042",
    "4.2",
    "u42",
    "''",
    "9223372036854775808",
    "99999999999999999999",
    "٤٢"
  })
  void refusesATokenWithoutAUser(String subject) {
    assertRefused(issuer.token(issuer.claims().subject(subject)), JwtResult.USER);
  }

  @Test
  void findsTheUserInTheClaimThatIsConfigured() {
    verifier = verifier(settings("uid"));
    JWTClaimsSet.Builder named = issuer.claims().subject("somebody").claim("uid", 42);
    assertThat(verifier.verify(issuer.token(named))).isInstanceOf(Accepted.class);
  }

  @Test
  void knowsARotatedKeyAtOnceAndForgetsTheOldOne() throws IOException {
    String old = issuer.token(issuer.claims());
    RSAKey next = Issuer.rsa("next");
    String token = signed(header(JWSAlgorithm.RS256, "next"), issuer.claims(), next);
    assertThat(verifier.verify(old)).isInstanceOf(Accepted.class);
    publish(keySet(next));
    await().atMost(Duration.ofSeconds(1)).until(() -> verifier.verify(token) instanceof Accepted);
    assertThat(verifier.verify(old)).isEqualTo(new Rejected());
  }

  @Test
  void readsTheFileWithoutBeingAsked() throws IOException {
    publish(keySet(EC));
    await().atMost(Duration.ofSeconds(10)).until(() -> keys.size() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "{\"keys\":7}", "<html>"})
  void keepsTheKeysWhileTheFileIsNone(String content) throws IOException {
    publish(content);
    await().until(() -> !keys.refresh());
    assertThat(verifier.verify(issuer.token(issuer.claims()))).isInstanceOf(Accepted.class);
  }

  @Test
  void cannotCheckATokenOfANewKeyWhileTheFileIsAway() throws IOException {
    Files.delete(file);
    await().until(() -> !keys.refresh());
    String token = signed(header(JWSAlgorithm.RS256, "new"), issuer.claims(), Issuer.rsa("new"));
    assertThat(verifier.verify(token)).isEqualTo(new Unavailable());
    assertThat(verifier.count(JwtResult.KEYS_AWAY)).isOne();
  }

  @Test
  void leavesOutKeysThatAreNoneAndKeepsTheOthers() throws Exception {
    OctetSequenceKey secret = new OctetSequenceKey.Builder("s".repeat(32).getBytes(UTF_8)).build();
    RSAKey weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
    String all = new JWKSet(List.of(secret, weak, EC)).toString(false);
    publish(all.replace("\"keys\":[", "\"keys\":[{\"kty\":\"new\"},{\"kty\":\"RSA\"},{},"));
    await().until(() -> keys.size() == 1);
    assertThat(verifier.verify(signed(header(JWSAlgorithm.ES256, "ec"), issuer.claims(), EC)))
        .isInstanceOf(Accepted.class);
  }

  /** G10: no token makes the verifier fail. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"alg\":\"RS256\"", "{\"alg\":{}}", "{\"alg\":\"RS256\",\"kid\":7}"})
  void containsBadHeadersG10(String header) {
    TokenVerifier.Verdict verdict = verifier.verify(Base64URL.encode(header) + ".e30.AA");
    assertThat(verdict).isIn(new Rejected(), BY_OTHERS);
  }

  @Test
  void containsDeepNestingG10() {
    String deep = "{\"alg\":\"RS256\",\"x\":" + "[".repeat(9_000) + "]".repeat(9_000) + "}";
    assertThat(verifier.verify(Base64URL.encode(deep) + ".e30.AA")).isIn(new Rejected(), BY_OTHERS);
  }
}
