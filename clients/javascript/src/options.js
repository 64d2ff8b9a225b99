import { systemClock } from "./timers.js";

const DEFAULTS = {
  /** The number of messages kept of each chat; older ones are dropped. */
  maxMessages: 500,
  /** The number of messages that may be pending or failed. */
  maxOutgoing: 500,
  /** The number of users whose names are remembered. */
  maxUsers: 2000,
  /** The number of messages to fetch of a chat that is new to the client. */
  backlog: 30,
  reconnectFirstMs: 500,
  reconnectLongestMs: 30_000,
  /** The time that a connection must last before the pauses are short again. */
  stableAfterMs: 10_000,
  connectTimeoutMs: 15_000,
  syncTimeoutMs: 20_000,
  pingIntervalMs: 20_000,
  pongTimeoutMs: 10_000,
  /** A message without an answer after this time is sent again, with the same id. */
  ackTimeoutMs: 20_000,
  retryFirstMs: 500,
  retryLongestMs: 30_000,
  readMarkPauseMs: 200,
  /** The pause between two frames that say that the user is still typing. */
  typingPauseMs: 2500,
  typingExpiryMs: 6000,
};

/** Checks the given options, and adds defaults for the others. */
export function optionsOf(given) {
  const options = {
    WebSocket: globalThis.WebSocket,
    clock: systemClock,
    random: Math.random,
    newId: randomId,
    ...DEFAULTS,
    ...withoutUndefined(given),
  };
  requireType(options, "url", "string");
  requireType(options, "token", "function");
  requireType(options, "WebSocket", "function");
  for (const name of Object.keys(DEFAULTS)) {
    if (!Number.isFinite(options[name]) || options[name] < 0) {
      throw new TypeError(`${name} is not a number from 0 on`);
    }
  }
  return options;
}

/** Returns 128 random bits. Pages that were loaded over plain HTTP have no `randomUUID`. */
function randomId() {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function withoutUndefined(given) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function requireType(options, name, type) {
  if (typeof options[name] !== type) {
    throw new TypeError(`${name} is not a ${type}`);
  }
}
