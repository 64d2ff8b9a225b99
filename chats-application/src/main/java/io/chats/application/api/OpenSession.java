package io.chats.application.api;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.NewMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The requests that one connected client can make, as its user.
 *
 * <p>Methods may be called by any thread, but one at a time, in the order in which the client
 * asked. A chat that does not exist is refused like one in which the user does not take part (501).
 * Where a method blocks on the database, it does so for a bounded time, and throws {@link
 * io.chats.domain.port.StoreUnavailableException} when that does not answer.
 */
public interface OpenSession extends AutoCloseable {

  /** The number of chats that can be listed in one {@link #sync}. */
  int MAX_LISTED = 1000;

  /**
   * Completes when it is known from which messages on the session is sent its chats: what is stored
   * from then on, and nothing earlier. Never fails, but may take long while the database is away;
   * messages that were stored up to a second before the handshake may then be sent, too. Completes
   * on a thread that must not be blocked.
   */
  CompletionStage<Void> placed();

  /**
   * Posts as {@link MessagePosting#post}, with the same blocking and failures. New messages are
   * sent to this session as to all others; repeated ones are sent to this session alone.
   *
   * @return one result for each message, in order
   */
  CompletionStage<List<PostResult>> post(ChatId chat, List<NewMessage> messages);

  /**
   * Marks everything up to a message as read, and notifies the participants. For a mark that
   * changes nothing, such as a repeated one, only this session is sent how far the user has read.
   * Blocks on the database until the mark is committed.
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
   * Notifies the opponents, at most once, that the user is typing; nothing is stored. Blocks on the
   * database, but does not wait for opponents.
   *
   * @throws io.chats.domain.refusal.RefusedException if the user does not take part (501), or the
   *     chat is closed (332), or the status is too long (220)
   */
  void typing(ChatId chat, String status);

  /**
   * Syncs the session (spec 6): sends it what it has missed of the chats that it lists, in order
   * and at the pace of its connection, then the state of all its chats, then what happens from
   * there on. May be called at any time; meanwhile all other requests work as usual, and no new
   * messages of the listed chats are sent. Does not block; one sync runs at a time, and a few may
   * wait.
   *
   * <p>The stage completes when the session was sent the state of its chats, or has ended. It fails
   * with {@link io.chats.domain.refusal.RefusedException} when too many wait (112), or with {@link
   * io.chats.domain.port.StoreUnavailableException}: what was sent so far is right but incomplete,
   * and the client may retry. Completes on a thread that must not be blocked.
   *
   * @param listed each chat at most once, at most {@link #MAX_LISTED}; missed messages of other
   *     chats are not sent
   */
  CompletionStage<Void> sync(List<ChatPosition> listed);

  /**
   * The position of a client in a chat.
   *
   * @param seq the last message that the client has; 0 for none
   */
  record ChatPosition(ChatId chat, long seq) {}

  /**
   * Notifies the consultation service, at most once, that the user joined. Neither blocks nor
   * throws; nothing is stored.
   */
  void join(OrderId order);

  /**
   * Ends the session, because its connection has ended. Neither blocks nor throws; requests in
   * flight go on. Closing again changes nothing. No other method may be called afterwards.
   */
  @Override
  void close();
}
