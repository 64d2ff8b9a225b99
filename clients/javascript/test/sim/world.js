import { ChatsClient } from "../../src/chats-client.js";
import { ManualClock } from "./clock.js";
import { Network } from "./network.js";
import { seeded } from "./random.js";
import { SimulatedServer } from "./server.js";

/** A server with one chat of a client (1) and a doctor (2), and clients for them. */
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

  /** Returns a client that is connected and has caught up. */
  async function online(user, options) {
    const connected = client(user, options);
    connected.connect();
    await clock.advance(50);
    return connected;
  }

  /** Posts a message as another service would. */
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

/** Records all events of a client, by type. */
function record(client) {
  const log = Object.fromEntries(EVENTS.map((type) => [type, []]));
  for (const type of EVENTS) {
    client.on(type, (event) => log[type].push(structuredCloneOf(event)));
  }
  return log;
}

/** Copies an event at its time; chats are passed by reference, and are not copied. */
function structuredCloneOf(event) {
  return event?.messages instanceof Array ? event.id : structuredClone(event);
}
