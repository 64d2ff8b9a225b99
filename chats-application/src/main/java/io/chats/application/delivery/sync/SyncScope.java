package io.chats.application.delivery.sync;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;

/**
 * The chats that a sync covers: all opened ones of the user, and the closed ones that the client
 * listed. A user may have tens of thousands, for as long as the client reads slowly, so that two
 * numbers of each are all that is kept (spec G8). Immutable.
 */
final class SyncScope {

  static final SyncScope EMPTY = new SyncScope(List.of());

  /** In rising order. */
  private final long[] ids;

  /** The versions of these chats. */
  private final long[] versions;

  /**
   * @param active each as it was when the user was seen to be active in it
   */
  SyncScope(Collection<Chat> active) {
    List<Chat> byId = new ArrayList<>(active);
    byId.sort(Comparator.comparingLong(chat -> chat.id().value()));
    ids = byId.stream().mapToLong(chat -> chat.id().value()).toArray();
    versions = byId.stream().mapToLong(Chat::version).toArray();
  }

  /** The version that the chat had, if it is one of these; else 0. */
  long version(ChatId chat) {
    int index = Arrays.binarySearch(ids, chat.value());
    return index < 0 ? 0 : versions[index];
  }

  /** The chats, without a copy. */
  Set<ChatId> chats() {
    return new Chats();
  }

  /**
   * The pages in which the chats are covered.
   *
   * @param first come first, in this order, whether or not they are chats of this scope; then the
   *     others, latest opened first
   * @param size the number of chats of each page but the last one
   */
  Pages pages(List<ChatId> first, int size) {
    return new Pages(first, size);
  }

  /** The pages that have not been taken. There is at least one, which may be empty. */
  final class Pages {

    private final List<ChatId> first;
    private final Set<ChatId> skipped;
    private final int size;
    private int taken;
    private int below = ids.length;

    private Pages(List<ChatId> first, int size) {
      this.first = List.copyOf(first);
      this.skipped = Set.copyOf(first);
      this.size = size;
      skip();
    }

    /** Takes the next page. */
    List<ChatId> next() {
      List<ChatId> page = new ArrayList<>(size);
      while (page.size() < size && hasNext()) {
        page.add(taken < first.size() ? first.get(taken++) : nextOther());
      }
      return page;
    }

    /** Returns whether there is a chat that was not taken. */
    boolean hasNext() {
      return taken < first.size() || below > 0;
    }

    private ChatId nextOther() {
      ChatId next = new ChatId(ids[--below]);
      skip();
      return next;
    }

    private void skip() {
      while (below > 0 && skipped.contains(new ChatId(ids[below - 1]))) {
        below--;
      }
    }
  }

  private final class Chats extends AbstractSet<ChatId> {

    @Override
    public boolean contains(Object chat) {
      return chat instanceof ChatId id && Arrays.binarySearch(ids, id.value()) >= 0;
    }

    @Override
    public int size() {
      return ids.length;
    }

    @Override
    public Iterator<ChatId> iterator() {
      PrimitiveIterator.OfLong all = Arrays.stream(ids).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public ChatId next() {
          return new ChatId(all.nextLong());
        }
      };
    }
  }
}
