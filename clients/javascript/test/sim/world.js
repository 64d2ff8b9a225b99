import { ChatsClient } from "../../src/chats-client.js";
import { ManualClock } from "./clock.js";
import { Network } from "./network.js";
import { seeded } from "./random.js";
import { SimulatedServer } from "./server.js";

/** A server with one chat of a client (1) and a doctor (2), and what it takes to talk there. */
export function world({ seed = 1 } = {}) {
  const clock = new ManualClock();
  const server = new SimulatedServer(clock);
  const network = new Network(clock, server);
  const random = seeded(seed);
  server.chat(7, { 1: "client", 2: "doctor" });
  let ids = 0;

  function client(user, options = {}) {
    const client = new ChatsClient({
      url: "ws://chats.test/ws/",
      token: async () => `u${user}`,
      WebSocket: network.WebSocket,
      clock,
      random,
      newId: () => `m${++ids}`,
      ...options,
    });
    client.log = record(client);
    return client;
  }

  /** A client that is connected and has caught up. */
  async function online(user, options) {
    const connected = client(user, options);
    connected.connect();
    await clock.advance(50);
    return connected;
  }

  /** Posts as a service would. */
  function said(user, ...texts) {
    server.post(7, user, texts.map(post), null);
  }

  return { clock, server, network, random, client, online, said };
}

export function post(text) {
  return { chatId: 7, clientMessageId: "", type: "message", text, params: {} };
}

export const texts = (messages) => messages.map((message) => message.text);

const EVENTS = [
  "state",
  "message",
  "outgoing",
  "chat",
  "typing",
  "presence",
  "read",
  "left",
  "reset",
  "caughtUp",
  "error",
  "custom",
  "consultationUpdate",
  "clientConnectionError",
];

/** All that a client tells, by type. */
function record(client) {
  const log = Object.fromEntries(EVENTS.map((type) => [type, []]));
  for (const type of EVENTS) {
    client.on(type, (event) => log[type].push(structuredCloneOf(event)));
  }
  return log;
}

/** As it was then; chats are told by reference, and are not kept. */
function structuredCloneOf(event) {
  return event?.messages instanceof Array ? event.id : structuredClone(event);
}
