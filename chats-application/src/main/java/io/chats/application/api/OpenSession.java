package io.chats.application.api;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.NewMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What one connected client can do, as its user.
 *
 * <p>Methods may be called by any thread, but one at a time, in the order in which the client
 * asked. A chat that does not exist is refused like one in which the user does not take part (501).
 * Where a method blocks on the database, it does so for a bounded time, and throws {@link
 * io.chats.domain.port.StoreUnavailableException} when that does not answer.
 */
public interface OpenSession extends AutoCloseable {

  /** As many chats can be listed in one {@link #sync}. */
  int MAX_LISTED = 1000;

  /**
   * Completes when it is known where the session comes in: what is stored from then on reaches it,
   * and what was stored before does not. Never fails, but may take long while the database is away;
   * what was stored up to a second before the handshake may then reach it, too. On a thread that
   * must not be blocked.
   */
  CompletionStage<Void> placed();

  /**
   * Posts as {@link MessagePosting#post}, for which see blocking and failures. What is stored now
   * reaches this session like all others'; what was stored before is sent to it alone.
   *
   * @return one result for each message, in order
   */
  CompletionStage<List<PostResult>> post(ChatId chat, List<NewMessage> messages);

  /**
   * Marks everything up to a message as read, and tells the participants; a mark that changes
   * nothing, such as a repeated one, is answered to this session only, with how far the user has
   * read. Blocks on the database until it is committed.
   *
   * @throws io.chats.domain.refusal.RefusedException if the user does not take part (501), or the
   *     chat has no such message (1406)
   */
  void markRead(ChatId chat, MessageId upTo);

  /**
   * Sends this session its opponents' presence, in the order in which they joined; nothing is
   * stored. Blocks on the database, and on the presence registry for a bounded time.
   *
   * @throws io.chats.domain.refusal.RefusedException if the user does not take part (501)
   */
  void askOpponentStatus(ChatId chat);

  /**
   * Tells the opponents that the user is typing, at most once; nothing is stored. Blocks on the
   * database, but for none of the opponents.
   *
   * @throws io.chats.domain.refusal.RefusedException if the user does not take part (501), or the
   *     chat is closed (332), or the status is too long (220)
   */
  void typing(ChatId chat, String status);

  /**
   * Catches the session up (spec 6): sends it what it has missed of the chats that it lists, in
   * order and as its connection takes it, then how all its chats stand, then what happens from
   * there on. May be asked for at any time; while it runs, all else is done as usual, and nothing
   * new of the listed chats is sent. Does not block; one runs at a time, a few may wait.
   *
   * <p>The stage completes when the session has been told how its chats stand, or has ended. It
   * fails with {@link io.chats.domain.refusal.RefusedException} when too many wait (112), or with
   * {@link io.chats.domain.port.StoreUnavailableException}: what was sent so far is right but not
   * all, and the client may ask again. On a thread that must not be blocked.
   *
   * @param listed each chat at most once, at most {@link #MAX_LISTED}; of others nothing is made
   *     up for
   */
  CompletionStage<Void> sync(List<ChatPosition> listed);

  /**
   * What a client has of a chat.
   *
   * @param seq of the last message that it has; 0 for none
   */
  record ChatPosition(ChatId chat, long seq) {}

  /**
   * Tells the consultation service that the user joined, at most once. Neither blocks nor throws;
   * nothing is stored.
   */
  void join(OrderId order);

  /**
   * The connection is gone. Neither blocks nor throws; what is in flight goes on. Closing again
   * changes nothing. No other method may be called afterwards.
   */
  @Override
  void close();
}
