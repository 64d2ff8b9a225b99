import { systemClock } from "./timers.js";

const DEFAULTS = {
  /** Messages kept of each chat; older ones are let go. */
  maxMessages: 500,
  /** Messages that may wait to be sent, or to be tried again by the user. */
  maxOutgoing: 500,
  /** People whose names are remembered. */
  maxUsers: 2000,
  /** Messages to fetch of a chat that is seen for the first time. */
  backlog: 30,
  reconnectFirstMs: 500,
  reconnectLongestMs: 30_000,
  /** How long a connection must last before the pauses are short again. */
  stableAfterMs: 10_000,
  connectTimeoutMs: 15_000,
  syncTimeoutMs: 20_000,
  pingIntervalMs: 20_000,
  pongTimeoutMs: 10_000,
  /** Without an answer for that long, a message is sent again, with the same id. */
  ackTimeoutMs: 20_000,
  retryFirstMs: 500,
  retryLongestMs: 30_000,
  readMarkPauseMs: 200,
  /** Between two frames that say that one is still typing. */
  typingPauseMs: 2500,
  typingExpiryMs: 6000,
};

/** The given options, checked, with defaults for the rest. */
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

/** 128 random bits. Pages that came over plain HTTP have no `randomUUID`. */
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
