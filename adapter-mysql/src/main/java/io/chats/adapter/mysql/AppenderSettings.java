package io.chats.adapter.mysql;

/**
 * The settings by which appends are grouped.
 *
 * @param lanes the number of appenders, each with a connection while it stores, and another one
 *     while it waits for a lock; a chat always goes through the same one
 * @param laneCapacity messages that may wait in a lane before more are refused
 * @param groupMessages the most messages in one transaction, unless a single request has more
 * @param groupChars the most chars of text in one transaction, likewise: a statement must fit into
 *     a packet
 */
public record AppenderSettings(int lanes, int laneCapacity, int groupMessages, int groupChars) {

  public static final AppenderSettings DEFAULT = new AppenderSettings(2, 8192, 256, 512 * 1024);

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public AppenderSettings {
    if (Math.min(Math.min(lanes, laneCapacity), Math.min(groupMessages, groupChars)) < 1) {
      throw new IllegalArgumentException("each number is 1 or more");
    }
  }
}
