package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.ClientFrames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client has posted: repeated with the same id until it is acknowledged. Written by the
 * client's thread, read by any.
 */
final class Outbox {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final long user;
  private final Map<String, Post> waiting = new LinkedHashMap<>();
  private final List<Post> acknowledged = new ArrayList<>();
  private int count;

  Outbox(long user) {
    this.user = user;
  }

  /** A new message to a chat. */
  synchronized Post next(long chat, Instant now) {
    count++;
    String id = user + "-" + count;
    Post post = new Post(chat, count, id, "said by " + id, 1, now.plus(PATIENCE));
    waiting.put(id, post);
    return post;
  }

  /** What is to be sent again now. */
  synchronized List<Post> due(Instant now) {
    List<Post> due = waiting.values().stream().filter(p -> !p.repeatAt().isAfter(now)).toList();
    return due.stream().map(p -> replace(p.again(now.plus(PATIENCE)))).toList();
  }

  /** All that was not acknowledged is to be sent again soon: the connection is another one. */
  synchronized void reconnected(Instant now) {
    waiting.replaceAll((id, post) -> post.repeatingAt(now));
  }

  /** That message is to be sent again soon. */
  synchronized void failed(String id, Instant now) {
    waiting.computeIfPresent(id, (i, post) -> post.repeatingAt(now.plus(PAUSE)));
  }

  synchronized void acknowledge(String id) {
    Post post = waiting.remove(id);
    if (post != null) {
      acknowledged.add(post);
    }
  }

  /** In the order in which they were acknowledged. */
  synchronized List<Post> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  private Post replace(Post post) {
    waiting.put(post.id(), post);
    return post;
  }

  /**
   * A message on its way.
   *
   * @param number counts all of the user's
   * @param attempts how often it was sent
   */
  record Post(long chat, int number, String id, String text, int attempts, Instant repeatAt) {

    Map<String, Object> frame() {
      return ClientFrames.message(chat, id, text);
    }

    Post again(Instant next) {
      return new Post(chat, number, id, text, attempts + 1, next);
    }

    Post repeatingAt(Instant time) {
      return new Post(chat, number, id, text, attempts, time);
    }
  }
}
