package io.chats.testing.age;

/**
 * Users with chats behind them. Of ten users, one is a client, seven are doctors and two are
 * operators. Each of their chats has another participant: a doctor for clients, a client for the
 * others. A bot takes part in three of ten chats, and an operator who has left in one of twenty
 * closed ones. A chat has 10 messages on average, of which everything is read in the opened ones.
 *
 * <p>The ids of all these people follow one another, from that of the first user on.
 *
 * @param firstUser at least 1; the id of the first user
 * @param users at least 1
 * @param closedChats for each user, 0 or more
 * @param openedChats for each user, 0 or more
 */
public record Population(long firstUser, int users, int closedChats, int openedChats) {

  private static final int USERS = 500;
  private static final int CLOSED_CHATS = 2_000;

  /** The average number of closed chats that the other participant of a chat has. */
  private static final int CLOSED_CHATS_OF_PARTNERS = 5;

  /** A chat has 1 to 19 messages. */
  private static final int AVERAGE_MESSAGES = 10;

  /** 500 users with an opened chat and 2,000 closed ones each: 10 million messages. */
  public static Population ofYears(long firstUser) {
    return new Population(firstUser, USERS, CLOSED_CHATS, 1);
  }

  /** As many users with a share of the closed chats. */
  public Population scaled(double factor) {
    return withClosedChats((int) Math.round(closedChats * factor));
  }

  public Population withClosedChats(int count) {
    return new Population(firstUser, users, count, openedChats);
  }

  /** The number of all chats. */
  public long chats() {
    return closed() + (long) users * openedChats;
  }

  /** The number of closed chats. */
  public long closed() {
    return (long) users * closedChats;
  }

  /** The number of all messages, to a tenth of a percent. */
  public long messages() {
    return chats() * AVERAGE_MESSAGES;
  }

  /**
   * The id of a user.
   *
   * @param index from 0
   */
  public long user(int index) {
    return firstUser + index;
  }

  /** The id of the bot. */
  public long bot() {
    return firstUser + users;
  }

  /** The id of the operator who has left. */
  long former() {
    return bot() + 1;
  }

  long firstPartner() {
    return bot() + 2;
  }

  /** The number of people who are the other participants: a multiple of the number of users. */
  long partners() {
    int ofEach = Math.max(openedChats, closedChats / CLOSED_CHATS_OF_PARTNERS);
    return (long) users * Math.max(1, ofEach);
  }
}
