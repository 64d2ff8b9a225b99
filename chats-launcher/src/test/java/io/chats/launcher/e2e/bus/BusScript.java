package io.chats.launcher.e2e.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Requests with their whole replies, in an order in which they succeed: {@code bus-requests.txt}.
 */
final class BusScript {

  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  BusScript() {
    TextTable.lines("bus-requests.txt").forEach(this::read);
  }

  /**
   * A request.
   *
   * @param reply the whole reply, or the code of an error
   */
  record Step(String method, String path, String body, String reply) {

    boolean isRefused() {
      return reply.matches("\\d+");
    }

    /** Its method and path, in the usual spelling. */
    String route() {
      return method.toUpperCase(Locale.ROOT) + (path.startsWith("/") ? " " : " /") + path;
    }
  }

  /** The names that are defined at the beginning. */
  Map<String, String> names() {
    return names;
  }

  List<Step> steps() {
    return steps;
  }

  private void read(String line) {
    if (line.startsWith(" ")) {
      Step last = steps.removeLast();
      steps.add(new Step(last.method(), last.path(), last.body(), last.reply() + line.strip()));
    } else if (line.contains(" := ")) {
      String[] definition = line.split(" := ", 2);
      names.put(definition[0], definition[1]);
    } else {
      String[] request = line.split(" ", 3);
      steps.add(new Step(request[0], request[1], request[2], ""));
    }
  }
}
