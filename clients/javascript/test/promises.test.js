import assert from "node:assert/strict";
import { it } from "node:test";
import { post, texts, world } from "./sim/world.js";

const MINUTE = 60_000;
const CHATS = [7, 8];

/**
 * Two users talk in two chats while connections, posts and frames fail at random: in the end, and on
 * the way, they were shown exactly what the server stored.
 */
for (let seed = 1; seed <= 60; seed++) {
  it(`no message is lost, doubled or out of order, whatever fails (seed ${seed})`, async () => {
    const { clock, server, network, random, client } = world({ seed });
    server.chat(8, { 1: "client", 2: "doctor" });
    const people = [client(1, { maxMessages: 5000 }), client(2, { maxMessages: 5000 })];
    people.forEach((person) => person.connect());
    const chance = (p) => random() < p;
    const pick = (list) => list[Math.floor(random() * list.length)];
    let written = 0;

    const trouble = [
      () => network.open.length > 0 && pick(network.open).end(1006, ""),
      () => network.open.length > 0 && (pick(network.open).frozen = true),
      () => network.open.length > 0 && pick(network.open).close(pick([1001, 1013, 4401, 4408, 4429])),
      () => (network.refusing = !network.refusing),
      () => (network.delay = chance(0.5) ? () => 1 : () => Math.floor(random() * 2000)),
      () => (server.copies = pick([() => 1, () => (chance(0.2) ? 0 : chance(0.2) ? 2 : 1)])),
      () =>
        (server.refusal = pick([
          () => null,
          () => (chance(0.4) ? { code: pick([111, 112]) } : null),
          () => (chance(0.4) ? { code: 300, stored: chance(0.5) } : null),
        ])),
      () => (server.turnedAway = pick([() => null, () => ({ code: pick([1013, 4401]) })])),
      () => {
        const person = pick(people);
        person.close();
        person.connect();
      },
    ];

    for (let step = 0; step < 150; step++) {
      for (const person of people) {
        if (chance(0.6)) {
          person.send(pick(CHATS), { text: `${++written}` });
        }
        if (chance(0.1)) {
          person.markRead(pick(CHATS));
        }
        if (chance(0.1)) {
          person.typing(pick(CHATS));
        }
      }
      if (chance(0.25)) {
        pick(trouble)();
      }
      await clock.advance(Math.floor(random() * 1500));
    }

    network.refusing = false;
    network.delay = () => 1;
    server.copies = () => 1;
    server.refusal = () => null;
    server.turnedAway = () => null;
    await clock.advance(2 * MINUTE);
    // A lost last message is noticed when another one follows.
    CHATS.forEach((chatId) => server.post(chatId, 2, [{ ...post("the end"), chatId }], null));
    await clock.advance(MINUTE);

    for (const chatId of CHATS) {
      const stored = server.chats.get(chatId).messages;
      for (const person of people) {
        const seen = person.log.message.filter((event) => event.chatId === chatId);
        assert.deepEqual(texts(seen.map((event) => event.message)), texts(stored));
        assert.deepEqual(texts(person.chat(chatId).messages), texts(stored));
        assert.deepEqual(person.outgoing(chatId), []);
        assert.equal(person.chat(chatId).unread, server.unread(server.chats.get(chatId), person.userId));
        const own = stored.filter((m) => m.userId === person.userId && m.clientMessageId);
        const order = own.map((message) => Number(message.text));
        assert.deepEqual(order, [...order].sort((a, b) => a - b));
      }
    }
    const all = CHATS.flatMap((chatId) => server.chats.get(chatId).messages);
    assert.equal(all.length, written + CHATS.length);
    assertOneIdForEach(server);
    people.forEach((person) => person.close());
    await clock.advance(5000);
    assert.equal(clock.pending, 0);
  });
}

/** Asserts that no message was sent under two ids, and no id was used for two messages. */
function assertOneIdForEach(server) {
  const ids = new Map();
  for (const { data } of server.received.filter((frame) => frame.type === "message")) {
    for (const { text, clientMessageId } of data.messages) {
      assert.equal(ids.get(text) ?? clientMessageId, clientMessageId);
      ids.set(text, clientMessageId);
    }
  }
  assert.equal(new Set(ids.values()).size, ids.size);
}
