package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.ClientFrames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages that a client posted, each repeated with its id until it is acknowledged. Written by
 * the client's thread, read by any.
 */
final class Outbox {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final long user;
  private final Map<String, Post> waiting = new LinkedHashMap<>();
  private final List<Post> acknowledged = new ArrayList<>();
  private int count;

  Outbox(long user) {
    this.user = user;
  }

  /** Adds a new message to a chat. */
  synchronized Post next(long chat, Instant now) {
    count++;
    String id = user + "-" + count;
    Post post = new Post(chat, count, id, "said by " + id, 1, now.plus(TIMEOUT));
    waiting.put(id, post);
    return post;
  }

  /** Returns the messages that are due to be sent again. */
  synchronized List<Post> due(Instant now) {
    List<Post> due = waiting.values().stream().filter(p -> !p.repeatAt().isAfter(now)).toList();
    return due.stream().map(p -> replace(p.again(now.plus(TIMEOUT)))).toList();
  }

  /** Makes all unacknowledged messages due soon, since there is a new connection. */
  synchronized void reconnected(Instant now) {
    waiting.replaceAll((id, post) -> post.repeatingAt(now));
  }

  /** Makes that message due soon. */
  synchronized void failed(String id, Instant now) {
    waiting.computeIfPresent(id, (i, post) -> post.repeatingAt(now.plus(PAUSE)));
  }

  synchronized void acknowledge(String id) {
    Post post = waiting.remove(id);
    if (post != null) {
      acknowledged.add(post);
    }
  }

  /** Returns the acknowledged messages in the order of their acknowledgement. */
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
   * A posted message.
   *
   * @param number its number among all of the user
   * @param attempts the number of times it was sent
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
