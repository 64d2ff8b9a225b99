import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { texts, world } from "./sim/world.js";

const stored = (server) => texts(server.chats.get(7).messages);
const sent = (server) =>
  server.from(1, "message").map(({ data }) => data.messages.map((m) => m.clientMessageId));

describe("sending", () => {
  it("shows a message at once, and then as the server stored it", async () => {
    const { clock, online } = world();
    const anna = await online(1);
    const outgoing = anna.send(7, { text: "Good morning" });
    assert.equal(outgoing.state, "pending");
    assert.deepEqual(anna.outgoing(7), [outgoing]);
    await clock.advance(50);
    assert.equal(outgoing.state, "stored");
    assert.equal(outgoing.message.seq, 1);
    assert.deepEqual(anna.outgoing(7), []);
    assert.deepEqual(texts(anna.chat(7).messages), ["Good morning"]);
    assert.deepEqual(anna.log.outgoing.map((o) => o.state), ["pending", "stored"]);
  });

  it("keeps messages written without a connection, and sends them in order", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    network.refusing = true;
    network.open[0].end(1006, "");
    ["a", "b", "c"].forEach((text) => anna.send(7, { text }));
    await clock.advance(5000);
    assert.deepEqual(texts(anna.outgoing(7)), ["a", "b", "c"]);
    network.refusing = false;
    await clock.advance(10_000);
    assert.deepEqual(stored(server), ["a", "b", "c"]);
    assert.deepEqual(sent(server), [["m1", "m2", "m3"]]);
  });

  it("sends unanswered messages of an ended connection again, in order, with the same ids", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    ["a", "b"].forEach((text) => anna.send(7, { text }));
    network.open[0].end(1006, "");
    anna.send(7, { text: "c" });
    await clock.advance(2000);
    assert.deepEqual(stored(server), ["a", "b", "c"]);
    assert.deepEqual(sent(server), [["m1", "m2", "m3"]]);
  });

  it("recognises a stored, unacknowledged message while catching up", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    anna.send(7, { text: "a" });
    await clock.advance(1);
    network.open[0].end(1006, "");
    await clock.advance(2000);
    assert.deepEqual(stored(server), ["a"]);
    assert.deepEqual(sent(server), [["m1"]]);
    assert.equal(anna.log.outgoing.at(-1).state, "stored");
  });

  it("accepts a repeated message as the acknowledgement", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1, { ackTimeoutMs: 1000 });
    const [link] = network.open;
    const { frame } = link;
    link.frame = () => {};
    anna.send(7, { text: "a" });
    await clock.advance(10);
    link.frame = frame;
    await clock.advance(3000);
    assert.deepEqual(stored(server), ["a"]);
    assert.deepEqual(sent(server), [["m1"], ["m1"]]);
    assert.equal(anna.outgoing(7).length, 0);
    assert.deepEqual(texts(anna.chat(7).messages), ["a"]);
  });

  it("sends one frame of a chat at a time, so that the order is kept", async () => {
    const { clock, server, online } = world();
    const refusals = [111, 112, 300, 200];
    server.refusal = () => (refusals.length > 0 ? { code: refusals.shift() } : null);
    const anna = await online(1);
    for (let i = 0; i < 10; i++) {
      anna.send(7, { text: `${i}` });
      await clock.advance(100);
    }
    await clock.advance(20_000);
    assert.deepEqual(stored(server), ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert.ok(anna.log.outgoing.some((o) => o.state === "pending" && o.error?.code === 112));
  });

  it("does not hold up one chat for another", async () => {
    const { clock, server, online } = world();
    server.chat(8, { 1: "client" });
    server.refusal = ([{ chatId }]) => (chatId === 7 ? { code: 300 } : null);
    const anna = await online(1);
    anna.send(7, { text: "waits" });
    anna.send(8, { text: "goes" });
    await clock.advance(1000);
    assert.deepEqual(texts(server.chats.get(8).messages), ["goes"]);
    assert.equal(anna.outgoing(7).length, 1);
  });

  it("fails a refused message, and continues with the next", async () => {
    const { clock, server, online } = world();
    server.refusal = ([{ text }]) => (text === "bad" ? { code: 220 } : null);
    const anna = await online(1);
    const bad = anna.send(7, { text: "bad" });
    anna.send(7, { text: "good" });
    await clock.advance(100);
    assert.deepEqual([bad.state, bad.error.code], ["failed", 220]);
    assert.deepEqual(stored(server), ["good"]);
    assert.deepEqual(anna.outgoing(7), [bad]);
  });

  it("sends a failed message again with its id, or discards it", async () => {
    const { clock, server, online } = world();
    server.refusal = () => ({ code: 332 });
    const anna = await online(1);
    const [first, second] = [anna.send(7, { text: "a" }), anna.send(7, { text: "b" })];
    await clock.advance(100);
    server.refusal = () => null;
    assert.ok(anna.retry(first.clientMessageId));
    assert.ok(!anna.retry(first.clientMessageId));
    assert.ok(anna.discard(second.clientMessageId));
    assert.ok(!anna.discard(second.clientMessageId));
    await clock.advance(100);
    assert.deepEqual(stored(server), ["a"]);
    assert.equal(first.state, "stored");
    assert.equal(second.state, "discarded");
    assert.deepEqual(anna.outgoing(7), []);
  });

  it("gives up after several unforeseen failures, but not while the database is away", async () => {
    const { clock, server, online } = world();
    server.refusal = ([{ text }]) => ({ code: text === "poison" ? 200 : 300 });
    const anna = await online(1);
    const poison = anna.send(7, { text: "poison" });
    await clock.advance(120_000);
    assert.equal(poison.state, "failed");
    const patient = anna.send(7, { text: "patient" });
    await clock.advance(600_000);
    assert.equal(patient.state, "pending");
    assert.ok(server.from(1, "message").length < 60);
    server.refusal = () => null;
    await clock.advance(30_000);
    assert.equal(patient.state, "stored");
  });

  it("fails a message larger than a frame, which would end the connection", async () => {
    const { clock, server, online } = world();
    const anna = await online(1);
    const huge = anna.send(7, { text: "ы".repeat(32_000) });
    assert.deepEqual([huge.state, huge.error.code], ["failed", 220]);
    for (let i = 0; i < 9; i++) {
      anna.send(7, { text: "ы".repeat(10_000) });
    }
    await clock.advance(100);
    assert.equal(stored(server).length, 9);
    for (const { data } of server.from(1, "message")) {
      assert.ok(Buffer.byteLength(JSON.stringify({ type: "message", data })) < 64 * 1024);
    }
  });

  it("sends at most 50 in a frame", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    network.open[0].end(1006, "");
    for (let i = 0; i < 120; i++) {
      anna.send(7, { text: `${i}` });
    }
    await clock.advance(2000);
    assert.deepEqual(server.from(1, "message").map(({ data }) => data.messages.length), [50, 50, 20]);
    assert.equal(stored(server).length, 120);
  });

  it("accepts at most maxOutgoing messages, and no id twice", async () => {
    const { online } = world();
    const anna = await online(1, { maxOutgoing: 2 });
    anna.send(7, { text: "a", clientMessageId: "x" });
    assert.throws(() => anna.send(7, { text: "a", clientMessageId: "x" }), RangeError);
    anna.send(7, { text: "b" });
    assert.throws(() => anna.send(7, { text: "c" }), RangeError);
    assert.equal(anna.outgoing(7).length, 2);
  });

  it("gives every message a random id by default", () => {
    const { client } = world();
    const anna = client(1, { newId: undefined });
    const ids = [anna.send(7, { text: "a" }), anna.send(7, { text: "b" })];
    assert.match(ids[0].clientMessageId, /^[0-9a-f]{32}$/);
    assert.notEqual(ids[0].clientMessageId, ids[1].clientMessageId);
  });
});
