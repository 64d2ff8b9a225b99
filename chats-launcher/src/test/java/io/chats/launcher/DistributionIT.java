package io.chats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The distribution, unpacked and started by its script. JDKs of different ages make different
 * archives: if the environment's {@code CHATS_JDK_21} names one (as in {@code bin/verify}), it is
 * tested beside the JDK of this build.
 */
class DistributionIT {

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    assertThat(run(Map.of(), "tar", "xzf", archive().toString(), "-C", folder.toString()).code())
        .isZero();
    try (Stream<Path> unpacked = Files.list(folder)) {
      script = unpacked.filter(Files::isDirectory).findFirst().orElseThrow().resolve("bin/chats");
    }
    Files.createDirectory(folder.resolve("archives"));
  }

  static Stream<Path> jdks() {
    return Stream.concat(
            Stream.of(JDK), Stream.ofNullable(System.getenv("CHATS_JDK_21")).map(Path::of))
        .distinct();
  }

  /** The second start logs that its classes come from the archive. */
  @ParameterizedTest
  @MethodSource("jdks")
  void startsWithAnArchiveAndWithout(Path jdk) throws IOException, InterruptedException {
    Map<String, String> on = Map.of("JAVA_HOME", jdk.toString());
    String version = chats(on, "version").output();
    assertThat(version).startsWith("Chats ").hasLineCount(1);
    Result made = chats(on, "archive");
    assertThat(made.code()).describedAs(made.output()).isZero();
    assertThat(made.output()).contains(archiveFor(jdk).toString());
    Result started =
        chats(Map.of("JAVA_HOME", jdk.toString(), "JAVA_OPTS", "-Xlog:class+load"), "version");
    assertThat(started.output()).contains("io.chats.launcher.Main source: shared objects file");
    assertThat(chats(on, "version").output()).isEqualTo(version);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void doesWithoutAnArchiveThatIsBroken(Path jdk) throws IOException, InterruptedException {
    Files.writeString(archiveFor(jdk), "no archive");
    assertThat(chats(Map.of("JAVA_HOME", jdk.toString()), "version").output())
        .startsWith("Chats ")
        .hasLineCount(1);
  }

  @Test
  void passesArgumentsAndExitCodesOn() throws IOException, InterruptedException {
    assertThat(chats(Map.of("CRON", "yes"), "config").code()).isEqualTo(78);
    assertThat(chats(Map.of(), "no such command").code()).isEqualTo(64);
  }

  @Test
  void saysWhichJdkItNeeds() throws IOException, InterruptedException {
    Path old = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
    Files.createSymbolicLink(old.resolve("bin/java"), JDK.resolve("bin/java"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
    Result refused = chats(Map.of("JAVA_HOME", old.toString()), "version");
    assertThat(refused.code()).isEqualTo(69);
    assertThat(refused.output()).contains("a JDK from 21 on").contains("version 17");
  }

  private Path archiveFor(Path jdk) throws IOException {
    Properties release = new Properties();
    try (Reader text = Files.newBufferedReader(jdk.resolve("release"))) {
      release.load(text);
    }
    String version = release.getProperty("JAVA_RUNTIME_VERSION").replace("\"", "");
    String suffix = Runtime.Version.parse(version).feature() >= 25 ? ".aot" : ".jsa";
    return folder.resolve("archives/chats-" + version + suffix);
  }

  private static Path archive() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
  }

  private Result chats(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>();
    all.put("JAVA_HOME", JDK.toString());
    all.put("CHATS_ARCHIVES", folder.resolve("archives").toString());
    all.putAll(environment);
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    return run(all, command.toArray(String[]::new));
  }

  private Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(50, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("takes too long: " + Files.readString(output));
    }
    return new Result(process.exitValue(), Files.readString(output));
  }

  /** The result of a program. */
  private record Result(int code, String output) {}
}
