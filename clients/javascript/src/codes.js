/** Close codes of the server (spec 6), and what the client does after each. */
const STOP = new Set([1002, 1007, 1009, 4403]);
const NO_VALID_TOKEN = 4401;
const GOING_AWAY = 1001;
const MAX_GIVEN_PAUSE_MS = 60_000;

/**
 * Returns `{then: "stop" | "token" | "wait" | "later", ms}`: give up, reconnect with a new token,
 * reconnect after `ms`, or reconnect after a growing pause.
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
    return { then: "wait", ms: Math.min(Number(given[1]), MAX_GIVEN_PAUSE_MS) };
  }
  return { then: "later" };
}

/** Error codes after which a message is sent again, with the same id. */
const RETRYABLE = new Set([111, 112, 200, 300]);

export const isRetryable = (code) => RETRYABLE.has(code);

/** An unforeseen failure may be caused by the message, so the number of attempts is bounded. */
export const UNFORESEEN = 200;
export const NOT_A_PARTICIPANT = 501;
export const TOO_LONG = 220;
