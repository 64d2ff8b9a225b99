package io.chats.launcher.config;

/** Which version of the product this is. */
public final class Version {

  private Version() {}

  /** As the manifest has it; {@code unpackaged} where classes are run from a folder. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
