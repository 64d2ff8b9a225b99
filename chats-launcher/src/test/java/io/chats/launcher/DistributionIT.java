package io.chats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build leaves to be installed: unpacked, and started by its script. */
class DistributionIT {

  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final String USED = "/archives/chats-" + Runtime.version() + ".";

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

  /** The second start says where its classes come from. */
  @Test
  void startsWithAnArchiveAndWithout() throws IOException, InterruptedException {
    assertThat(chats(Map.of(), "version"))
        .satisfies(it -> assertThat(it.code()).isZero())
        .satisfies(it -> assertThat(it.output()).startsWith("Chats ").hasLineCount(1));
    Result made = chats(Map.of(), "archive");
    assertThat(made.code()).describedAs(made.output()).isZero();
    assertThat(made.output()).contains(folder + USED);
    Result started = chats(Map.of("JAVA_OPTS", "-Xlog:class+load"), "version");
    assertThat(started.output()).contains("io.chats.launcher.Main source: shared objects file");
    assertThat(started.output()).endsWith(chats(Map.of(), "version").output());
  }

  @Test
  void doesWithoutAnArchiveThatIsBroken() throws IOException, InterruptedException {
    String suffix = Runtime.version().feature() >= 25 ? "aot" : "jsa";
    Files.writeString(Path.of(folder + USED + suffix), "no archive");
    assertThat(chats(Map.of(), "version").output()).startsWith("Chats ").hasLineCount(1);
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

  /** What became of a program. */
  private record Result(int code, String output) {}
}
