package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one session posts while a sync is under way: it is acknowledged whatever room the session
 * was in when it was stored. Safe for use by any thread; no method blocks.
 */
public final class OwnPosts {

  private final Map<Object, CompletableFuture<Void>> outstanding = new ConcurrentHashMap<>();
  private final Map<ChatId, Long> first = new HashMap<>();

  /** Something is about to be posted; to be completed when that has ended, well or not. */
  public CompletableFuture<Void> begin() {
    CompletableFuture<Void> post = new CompletableFuture<>();
    Object key = new Object();
    outstanding.put(key, post);
    var unused = post.thenRun(() -> outstanding.remove(key));
    return post;
  }

  /** Completes when all that had begun has ended. */
  public CompletableFuture<Void> ended() {
    return CompletableFuture.allOf(outstanding.values().toArray(CompletableFuture<?>[]::new));
  }

  /** The first message that was posted to the chat since the sync began, if there is one. */
  public synchronized OptionalLong first(ChatId chat) {
    Long seq = first.get(chat);
    return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
  }

  synchronized void add(ChatId chat, long seq) {
    first.merge(chat, seq, Math::min);
  }

  synchronized void clear() {
    first.clear();
  }
}
