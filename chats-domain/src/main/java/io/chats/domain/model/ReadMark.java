package io.chats.domain.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The read mark of one participant; unread counts start after it.
 *
 * @param seq of the last message that is read; 0 for none
 * @param inherited whether it came with a hand-over and was not yet passed by the user
 * @param at when it was last moved; empty when nothing was read
 */
public record ReadMark(long seq, boolean inherited, Optional<Instant> at) {

  public static final ReadMark NONE = new ReadMark(0, false, Optional.empty());
}
