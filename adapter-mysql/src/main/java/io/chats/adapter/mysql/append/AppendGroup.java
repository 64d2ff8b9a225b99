package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.AppenderSettings;
import java.util.ArrayList;
import java.util.List;

/** Requests that are to be stored together, within bounds. For one thread at a time. */
final class AppendGroup {

  private final AppenderSettings bounds;
  private final List<AppendRequest> requests = new ArrayList<>();
  private int messages;
  private int chars;

  AppendGroup(AppenderSettings bounds) {
    this.bounds = bounds;
  }

  /** Whether it is within the bounds with this one, too; a single request always is. */
  boolean fits(AppendRequest request) {
    return requests.isEmpty()
        || (messages + request.size() <= bounds.groupMessages()
            && chars + request.chars() <= bounds.groupChars());
  }

  void add(AppendRequest request) {
    requests.add(request);
    messages += request.size();
    chars += request.chars();
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /** In the order in which they were added. */
  List<AppendRequest> requests() {
    return List.copyOf(requests);
  }
}
