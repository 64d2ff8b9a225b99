/** What to do after a connection ended, by its close code: the server's catalogue of them. */
const STOP = new Set([1002, 1007, 1009]);
const NO_VALID_TOKEN = 4401;
const GOING_AWAY = 1001;
const LONGEST_GIVEN_PAUSE = 60_000;

/**
 * Returns `{then: "stop" | "token" | "wait" | "later", ms}`: give up, come back with a new token,
 * come back after `ms`, or later and later.
 */
export function afterClose(code, reason) {
  if (STOP.has(code)) {
    return { then: "stop" };
  }
  if (code === NO_VALID_TOKEN) {
    return { then: "token" };
  }
  const given = /^reconnectAfterMs=(\d{1,9})$/.exec(reason ?? "");
  if (code === GOING_AWAY && given) {
    return { then: "wait", ms: Math.min(Number(given[1]), LONGEST_GIVEN_PAUSE) };
  }
  return { then: "later" };
}

/** Error codes after which the same may be sent again, with the same id. */
const RETRYABLE = new Set([111, 112, 200, 300]);

export const isRetryable = (code) => RETRYABLE.has(code);

/** An unforeseen failure may be the message's own fault, so it is not tried for ever. */
export const UNFORESEEN = 200;
export const NOT_A_PARTICIPANT = 501;
export const TOO_LONG = 220;
