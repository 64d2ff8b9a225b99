package io.chats.adapter.mysql.append;

import java.util.ArrayList;
import java.util.List;

/** Requests that are to be stored in one transaction, within bounds. For one thread at a time. */
public final class AppendGroup {

  /**
   * The bounds of a group. A single request may exceed them.
   *
   * @param messages the largest number of messages
   * @param chars the largest number of chars of their texts and params
   */
  public record Bounds(int messages, int chars) {}

  private final Bounds bounds;
  private final List<AppendRequest> requests = new ArrayList<>();
  private int messages;
  private int chars;

  AppendGroup(Bounds bounds) {
    this.bounds = bounds;
  }

  /** Returns whether the group is within its bounds with this request, too. */
  boolean fits(AppendRequest request) {
    return requests.isEmpty()
        || (messages + request.size() <= bounds.messages()
            && chars + request.chars() <= bounds.chars());
  }

  void add(AppendRequest request) {
    requests.add(request);
    messages += request.size();
    chars += request.chars();
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /** The requests in the order in which they were added. */
  List<AppendRequest> requests() {
    return List.copyOf(requests);
  }
}
