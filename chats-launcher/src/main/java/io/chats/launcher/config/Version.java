package io.chats.launcher.config;

/** The version of the product. */
public final class Version {

  private Version() {}

  /** Returns the version of the manifest; {@code unpackaged} if classes run from a folder. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
