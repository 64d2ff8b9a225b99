package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NothingLeftBehindTest {

  @Test
  void connectionsLeaveNoSocketsNoTimersAndNoSessions() {
    try (RunningServer server = RunningServer.start()) {
      comeAndGo(server, 100);
      long sockets = openFiles();
      int timers = server.timers();
      long heap = usedHeap();

      comeAndGo(server, 500);
      eventually().until(() -> openFiles() <= sockets);
      eventually().until(() -> server.timers() <= timers);
      assertThat((usedHeap() - heap) / 500).isLessThan(200);
    }
  }

  @Test
  void sessionsUseNoThreadAndNoTimer() {
    List<RawClient> clients = new ArrayList<>();
    try (RunningServer server = RunningServer.start()) {
      int timers = server.timers();
      clients.add(RawClient.join(server, 1));
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      for (int user = 2; user <= 200; user++) {
        clients.add(RawClient.join(server, user));
      }
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 20);
      long planned = server.planned();
      clients.forEach(client -> client.text("{\"type\":\"ping\"}").readText());
      assertThat(server.planned() - planned).isLessThan(clients.size() / 4);
      assertThat(server.timers()).isLessThanOrEqualTo(timers);
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  @Test
  void aClosedServerLeavesNoThreadAndNoSocket() {
    try (RunningServer warmUp = RunningServer.start()) {
      comeAndGo(warmUp, 1);
    }
    eventually().until(() -> threadsOfTheServer() == 0);
    long sockets = openFiles();
    try (RunningServer server = RunningServer.start()) {
      comeAndGo(server, 10);
      try (RawClient stays = RawClient.join(server, 99)) {
        server.server().close();
        assertThat(stays.readClose()).startsWith("1001");
      }
    }
    eventually().until(() -> threadsOfTheServer() == 0);
    eventually().until(() -> openFiles() <= sockets);
  }

  /** Ends connections in every possible way. */
  private static void comeAndGo(RunningServer server, int times) {
    for (int i = 0; i < times; i++) {
      try (RawClient client = RawClient.join(server, 7)) {
        switch (i % 4) {
          case 0 -> client.send(RawClient.FINAL | RawClient.CLOSE, new byte[0]).readClose();
          case 1 -> client.write(RawClient.header(0x81, 1 << 20)).write(new byte[4]).readClose();
          case 2 -> client.text("{\"type\":\"ping\"}").readText();
          default -> client.endOutput();
        }
      }
    }
    eventually().until(() -> server.gateway().opened().stream().allMatch(s -> s.ends() == 1));
    server.gateway().clear();
  }

  private static long threadsOfTheServer() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("rizzly") || thread.getName().contains("tyrus"))
        .count();
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
