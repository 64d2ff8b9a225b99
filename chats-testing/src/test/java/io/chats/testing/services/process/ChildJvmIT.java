package io.chats.testing.services.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final int SIGTERM = 128 + 15;
  private static final int SIGKILL = 128 + 9;

  @TempDir private Path temp;
  @AutoClose private ChildJvm jvm;

  @Test
  void getsItsArgumentsAndEnvironment() {
    jvm = serving().withArguments("hello").withEnvironment(Map.of("GREETING", "world")).start();
    assertThat(jvm.awaitLine("hello", TIMEOUT)).isEqualTo("hello world");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells a process of its parent's end")
  void itsServersEndWhenItIsKilled() {
    jvm = serving().start();
    int port = awaitPort(jvm);
    jvm.kill();
    assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(SIGKILL);
    await().until(() -> !accepts(port));
  }

  @Test
  void itCleansUpWhenTerminated() {
    jvm = serving().start();
    int port = awaitPort(jvm);
    jvm.terminate();
    assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(SIGTERM);
    assertThat(accepts(port)).isFalse();
    assertThat(temp).isDirectoryNotContaining("glob:**/chats-mariadb-[0-9]*");
  }

  @Test
  void itStandsStillWhileFrozen() {
    jvm = serving().start();
    awaitPort(jvm);
    jvm.freeze();
    jvm.terminate();
    assertThatThrownBy(() -> jvm.awaitExit(Duration.ofMillis(200)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("port ");
    jvm.thaw();
    assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(SIGTERM);
  }

  @Test
  void severalPrepareTheFirstDataFolderAtOnce() {
    try (ChildJvm second = serving().start();
        ChildJvm third = serving().start()) {
      jvm = serving().start();
      assertThat(new int[] {awaitPort(jvm), awaitPort(second), awaitPort(third)})
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void waitingForALineThatIsNotWrittenFailsWithTheOutput() {
    jvm = JavaCommand.of("no.such.Main").start();
    assertThatThrownBy(() -> jvm.awaitLine("never", TIMEOUT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no.such.Main");
  }

  // With a temporary folder of its own, it prepares its first MariaDB anew.
  private JavaCommand serving() {
    return JavaCommand.of(ServingMain.class).withJvmOptions("-Djava.io.tmpdir=" + temp);
  }

  private static int awaitPort(ChildJvm jvm) {
    return Integer.parseInt(jvm.awaitLine("port ", TIMEOUT).substring("port ".length()));
  }

  private static boolean accepts(int port) {
    ServerProbe probe = connection -> true;
    return probe.reaches(port);
  }
}
