package io.chats.launcher;

import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.Mode;
import io.chats.launcher.config.Version;
import io.chats.launcher.config.value.ListenAddress;
import io.chats.launcher.lifecycle.ChatsProcess;
import java.net.InetSocketAddress;

/** The texts that the process prints about itself. */
final class Banner {

  private Banner() {}

  static String version() {
    return "Chats " + Version.text();
  }

  static String help() {
    return """
    Usage: chats [run | config | version | help | archive]

      run      starts the service; so does no command at all
      config   prints the effective configuration, secrets masked
      version  prints the version
      help     prints this
      archive  (bin/chats only) makes starts with this JDK faster from now on

    Configuration comes from environment variables; without any it runs embedded.

    Exit codes:
       0  stopped by a signal, or the command was carried out
       1  cannot start: an address or the data folder cannot be used
       3  out of memory (when started by bin/chats or bin/run)
      64  no such command
      69  no JDK from 21 on (bin/chats)
      78  the configuration is wrong; the message names every bad variable\
    """;
  }

  /** The first line: version, mode, Java and process id. */
  static String starting(Configuration configuration) {
    return "%s starts: %s mode, Java %s, process %d"
        .formatted(
            version(),
            configuration.mode() == Mode.EMBEDDED ? "embedded" : "service",
            Runtime.version(),
            ProcessHandle.current().pid());
  }

  /** All addresses, and in embedded mode how to try it, in several lines. */
  static String ready(Configuration configuration, ChatsProcess process) {
    String webSocket = webSocket(process);
    String management = management(process);
    String ready = version() + "\n  WebSocket   " + webSocket + "\n  management  " + management;
    return configuration.mode() == Mode.EMBEDDED
        ? ready + "\n" + embedded(configuration, webSocket, management) + "\nReady."
        : ready + "\nReady.";
  }

  /** The addresses in one line. */
  static String readyLine(ChatsProcess process) {
    return "Ready: %s, WebSocket %s , management %s"
        .formatted(version(), webSocket(process), management(process));
  }

  private static String webSocket(ChatsProcess process) {
    return "ws://" + host(process.webSocketAddress()) + "/ws/";
  }

  private static String management(ChatsProcess process) {
    return "http://" + host(process.managementAddress());
  }

  private static String embedded(Configuration configuration, String webSocket, String management) {
    return """

    Embedded: for trying it out, with made-up users and all data in %1$s.
    In a browser: %2$s/

    Or open a chat and let two users in:

      curl -s %2$s/bus -H 'Content-Type: application/json' -d '{"method":"POST","path":"/chats/new","body":{"order_id":1}}'
      curl -s %2$s/bus -H 'Content-Type: application/json' -d '{"method":"POST","path":"/chats/user/subscribe","body":{"chat_id":1,"user_id":1,"user_type":"client"}}'
      curl -s %2$s/bus -H 'Content-Type: application/json' -d '{"method":"POST","path":"/chats/user/subscribe","body":{"chat_id":1,"user_id":2,"user_type":"doctor"}}'

    Then talk as user 1 and, in another terminal, as user 2:

      npx -y wscat -c '%3$s?token=u1'
      npx -y wscat -c '%3$s?token=u2'
      > {"type":"message","data":{"messages":[{"chatId":1,"clientMessageId":"a1","type":"message","text":"Good morning"}]}}
    """
        .formatted(configuration.misc().dataFolder(), management, webSocket);
  }

  private static String host(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress()
        ? "localhost:" + address.getPort()
        : ListenAddress.of(address).toString();
  }
}
