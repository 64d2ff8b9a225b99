package io.chats.testing.services.tls;

import io.chats.testing.services.process.Commands;
import io.chats.testing.services.process.TempFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of one test that signs certificates, made with the tools of the JDK. */
public final class PrivateAuthority implements AutoCloseable {

  private static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "authority";
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final Path folder = TempFolder.create("authority");
  private final Path store = folder.resolve("keys.p12");
  private int issued;

  /** Makes a new authority, which nobody trusts yet. */
  public PrivateAuthority() {
    keytool("-alias", AUTHORITY, "-dname", "CN=Private authority", "-ext", "bc:c=ca:true");
  }

  /**
   * A certificate with its key, both PEM files.
   *
   * @param key in PKCS #8, not encrypted
   */
  public record Issued(Path certificate, Path key) {}

  /** The PEM file of its own certificate. */
  public Path certificate() {
    return write(AUTHORITY + ".pem", pem("CERTIFICATE", certificateOf(AUTHORITY)));
  }

  /**
   * Issues a certificate.
   *
   * @param names such as {@code ip:127.0.0.1} or {@code dns:localhost}
   */
  public Issued issue(String commonName, String... names) {
    String alias = "issued-" + ++issued;
    List<String> arguments =
        new ArrayList<>(
            List.of("-alias", alias, "-dname", "CN=" + commonName, "-signer", AUTHORITY));
    if (names.length > 0) {
      arguments.addAll(List.of("-ext", "san=" + String.join(",", names)));
    }
    keytool(arguments.toArray(String[]::new));
    return new Issued(
        write(alias + ".pem", pem("CERTIFICATE", certificateOf(alias))),
        write(alias + ".key", pem("PRIVATE KEY", keyOf(alias))));
  }

  @Override
  public void close() {
    TempFolder.delete(folder);
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(arguments));
    Commands.run(command.toArray(String[]::new));
  }

  private byte[] certificateOf(String alias) {
    try {
      return open().getCertificate(alias).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] keyOf(String alias) {
    try {
      return open().getKey(alias, PASSWORD.toCharArray()).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore open() throws GeneralSecurityException {
    try (InputStream keys = Files.newInputStream(store)) {
      KeyStore opened = KeyStore.getInstance("PKCS12");
      opened.load(keys, PASSWORD.toCharArray());
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, String pem) {
    return TempFolder.write(folder, name, pem);
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(type, LINES.encodeToString(content));
  }
}
