package io.chats.support.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The files that connections with TLS to one service need.
 *
 * @param authorities PEM file of the certificates that sign those of the servers; empty for the
 *     authorities that Java knows
 * @param identity what this process shows to servers that ask for a certificate
 */
public record TlsFiles(Optional<Path> authorities, Optional<Identity> identity) {

  private static final char[] NO_PASSWORD = {};

  /** The authorities that Java knows, and no certificate of our own. */
  public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty());

  /**
   * The certificate of this process.
   *
   * @param certificate PEM file with the certificate, followed by those between it and its
   *     authority
   * @param key PEM file with its private key
   */
  public record Identity(Path certificate, Path key) {}

  /**
   * Reads the files, and makes what opens connections. It does not check that a certificate is for
   * the server that shows it: whoever opens a connection has to ask for that.
   *
   * @throws IOException if a file cannot be used; the message names it and may be shown to
   *     operators
   */
  public SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates do not fit together", e);
    }
  }

  private TrustManager[] trust() throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities.isPresent() ? authorities(authorities.get()) : null);
    return trust.getTrustManagers();
  }

  private static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate authority : named(file, PemFile::certificates)) {
      store.setCertificateEntry("authority-" + number++, authority);
    }
    return store;
  }

  private KeyManager[] keys() throws IOException, GeneralSecurityException {
    if (identity.isEmpty()) {
      return new KeyManager[0];
    }
    List<X509Certificate> chain = named(identity.get().certificate(), PemFile::certificates);
    PrivateKey key = named(identity.get().key(), PemFile::privateKey);
    KeyStore store = emptyStore();
    store.setKeyEntry("key", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static <T> T named(Path file, Reader<T> reader) throws IOException {
    try {
      return reader.read(file);
    } catch (IOException e) {
      throw new IOException("the file " + file + " cannot be used: " + e.getMessage());
    }
  }

  private interface Reader<T> {
    T read(Path file) throws IOException;
  }
}
