package io.chats.testing.services.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProcessIT {

  @Test
  void aFailingStartShowsTheOutputAndLeavesNothing() {
    Path folder = TempFolder.create("test");
    String[] command = {"sh", "-c", "echo cannot open the data; exit 3"};
    assertThatThrownBy(() -> ServerProcess.start(folder, 1, List.of(command), c -> true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sh ended with 3")
        .hasMessageContaining("cannot open the data");
    assertThat(folder).doesNotExist();
  }

  @Test
  void aMissingProgramFailsTheTestAndSaysHowToGetIt() {
    assertThatThrownBy(() -> Binaries.require("no-such-server"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no-such-server is not installed on this machine; bin/verify installs it");
  }
}
