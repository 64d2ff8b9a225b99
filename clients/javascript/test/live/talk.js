import { ChatsClient } from "../../src/chats-client.js";

/** Short times, so that a test of a bad network does not take minutes. */
const SHORT_TIMES = {
  reconnectFirstMs: 50,
  reconnectLongestMs: 500,
  connectTimeoutMs: 2000,
  syncTimeoutMs: 2000,
  pingIntervalMs: 500,
  pongTimeoutMs: 1000,
  ackTimeoutMs: 4000,
  retryFirstMs: 50,
  retryLongestMs: 500,
};

const MAX_WAIT_MS = 60_000;

/**
 * Writes `count` messages, `paceMs` apart, also while there is no network, until `expected` messages
 * were shown and none of its own is pending. Returns the ids of the messages that were shown, and of
 * those that the client has, and how often it was online. Runs in Node and in browsers.
 */
export async function talk({ url, user, chat, count, paceMs, expected }) {
  const client = new ChatsClient({ url, token: async () => `u${user}`, ...SHORT_TIMES });
  const shown = [];
  let connections = 0;
  client.on("message", ({ chatId, message }) => chatId === chat && shown.push(message.id));
  client.on("state", ({ state }) => (connections += state === "online" ? 1 : 0));
  client.track(chat);
  client.connect();
  const until = Date.now() + MAX_WAIT_MS;
  for (let i = 1; i <= count; i++) {
    client.send(chat, { text: String(i) });
    await pause(paceMs);
  }
  while (Date.now() < until && !(shown.length >= expected && client.outgoing(chat).length === 0)) {
    await pause(20);
  }
  await pause(200); // for messages that are shown a second time
  const held = client.chat(chat).messages.map((message) => message.id);
  client.close();
  return { shown, held, connections, waiting: client.outgoing(chat).length };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
