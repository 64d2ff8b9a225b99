package io.chats.support.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PEM files. What is wrong with one is said in plain words that continue "expected … , but",
 * without any of its content. Every call reads the file anew, since certificates are renewed.
 */
public final class PemFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private PemFile() {}

  /**
   * The certificates of a file, in its order; at least one.
   *
   * @throws IOException if there is none that can be read; the message may be shown to operators
   */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    String text = text(file);
    if (!text.contains("-----BEGIN " + CERTIFICATE + "-----")) {
      throw new IOException("it has no certificate (BEGIN CERTIFICATE)");
    }
    String certificates =
        String.join(
            "\n",
            BLOCK
                .matcher(text)
                .results()
                .filter(block -> block.group(1).equals(CERTIFICATE))
                .map(MatchResult::group)
                .toList());
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(
              new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IOException("its certificates cannot be read");
    }
  }

  /**
   * The private key of a file, in PKCS #8 and not encrypted.
   *
   * @throws IOException if there is none that can be read; the message may be shown to operators
   */
  public static PrivateKey privateKey(Path file) throws IOException {
    Matcher blocks = BLOCK.matcher(text(file));
    while (blocks.find()) {
      if (blocks.group(1).equals(KEY)) {
        return key(blocks.group(2));
      }
      if (blocks.group(1).endsWith(KEY)) {
        throw new IOException(
            "its key is of another format: make one with"
                + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
      }
    }
    throw new IOException("it has no key (BEGIN PRIVATE KEY)");
  }

  private static PrivateKey key(String base64) throws IOException {
    try {
      PKCS8EncodedKeySpec encoded =
          new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64.strip()));
      for (String algorithm : KEY_ALGORITHMS) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
        } catch (InvalidKeySpecException e) {
          // The key is of another algorithm.
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // As below; a cause might quote the key.
    }
    throw new IOException("its key cannot be read");
  }

  private static String text(Path file) throws IOException {
    try {
      // Comments around the blocks may be of any encoding.
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException("it is not there");
    } catch (IOException e) {
      throw new IOException("it cannot be read");
    }
  }
}
