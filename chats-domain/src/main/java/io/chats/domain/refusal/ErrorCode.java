package io.chats.domain.refusal;

/**
 * The errors that callers receive, by their numbers on the wire (spec 11).
 *
 * <p>The numbers are a promise to clients: never change or reuse one.
 */
public enum ErrorCode {
  NO_TOKEN(101, Retry.NO),
  TOKEN_REFUSED(103, Retry.NO),
  UNKNOWN_FRAME(106, Retry.NO),
  BAD_MESSAGE_STATUS(107, Retry.NO),
  TOO_MANY_FRAMES(111, Retry.LATER),
  OVERLOADED(112, Retry.LATER),
  TOO_MANY_PARTICIPANTS(113, Retry.NO),
  UNFORESEEN(200, Retry.SAME_ID),
  BAD_FRAME(201, Retry.NO),
  TOO_LONG(220, Retry.NO),
  DATABASE_UNAVAILABLE(300, Retry.SAME_ID),
  SUBSCRIBER_UNCHANGEABLE(326, Retry.NO),
  NO_SUCH_CHAT(330, Retry.NO),
  CHAT_CLOSED(332, Retry.NO),
  BAD_MESSAGE_TYPE(351, Retry.NO),
  NOT_A_PARTICIPANT(501, Retry.NO),
  BAD_REQUEST(1201, Retry.NO),
  UNKNOWN_REQUEST(1203, Retry.NO),
  BAD_FILE_ID(1401, Retry.NO),
  BAD_CHAT_ID(1402, Retry.NO),
  BAD_USER_ID(1403, Retry.NO),
  BAD_TYPE(1404, Retry.NO),
  BAD_ORDER_ID(1405, Retry.NO),
  BAD_MESSAGE_ID(1406, Retry.NO);

  /** The use of repeating a request that met the error. */
  public enum Retry {
    /** The same request will meet the same error. */
    NO,
    /** Nothing was done; the same request may succeed later. */
    LATER,
    /** The outcome is unknown; repeating with the same client message or request id is safe. */
    SAME_ID
  }

  private final int number;
  private final Retry retry;

  ErrorCode(int number, Retry retry) {
    this.number = number;
    this.retry = retry;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  public Retry retry() {
    return retry;
  }
}
