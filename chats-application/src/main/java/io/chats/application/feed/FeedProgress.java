package io.chats.application.feed;

/**
 * How far this node has passed on what the feed of changes says of messages. Sessions resume by
 * these ids, not by the time, since clocks differ and step. Safe for use by any thread.
 */
public final class FeedProgress {

  private volatile long settled;
  private volatile long head;

  /**
   * Every message with this id or a lower one that will ever be committed was read, and the changes
   * of participants that were committed before were passed on. It never falls. 0 while the feed was
   * not read yet.
   */
  public long settled() {
    return settled;
  }

  /** The highest id of a message that was read. It never falls. */
  public long head() {
    return head;
  }

  /** To be called by one thread at a time, after what was read has been passed on. */
  public void advance(long settledNow, long headNow) {
    settled = Math.max(settled, settledNow);
    head = Math.max(head, headNow);
  }
}
