import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { post, texts, world } from "./sim/world.js";

const numbered = (count, from = 1) => Array.from({ length: count }, (_, i) => `no. ${i + from}`);
const held = (client) => texts(client.chat(7).messages);

describe("catching up", () => {
  it("loads the newest messages of chats that are new to the client", async () => {
    const { said, online } = world();
    said(2, ...numbered(100));
    const anna = await online(1, { backlog: 30 });
    assert.deepEqual(held(anna), numbered(30, 71));
    assert.equal(anna.chat(7).unread, 100);
    assert.equal(anna.chat(7).opponents[0].id, 2);
  });

  it("loads missed messages, once and in order, and those that follow", async () => {
    const { clock, network, said, online } = world();
    const anna = await online(1);
    said(2, "before");
    await clock.advance(10);
    network.open[0].end(1006, "");
    said(2, ...numbered(90));
    await clock.advance(1000);
    said(2, "after");
    await clock.advance(50);
    assert.deepEqual(held(anna), ["before", ...numbered(90), "after"]);
    assert.deepEqual(
      anna.log.message.map(({ message }) => message.seq),
      Array.from({ length: 92 }, (_, i) => i + 1),
    );
    assert.equal(anna.log.caughtUp.at(-1).messages, 90);
    assert.ok(anna.log.message[50].replayed && !anna.log.message[91].replayed);
  });

  it("requests the messages of a gap", async () => {
    const { clock, server, said, online } = world();
    const anna = await online(1);
    server.copies = () => 0;
    said(2, "lost", "lost too");
    server.copies = () => 1;
    said(2, "seen");
    await clock.advance(50);
    assert.deepEqual(held(anna), ["lost", "lost too", "seen"]);
    assert.equal(server.from(1, "sync").length, 2);
    assert.equal(server.from(1, "sync")[1].data.chats[0].seq, 0);
  });

  it("requests a gap once, however many messages show it", async () => {
    const { clock, server, said, online } = world();
    const anna = await online(1);
    server.copies = () => 0;
    said(2, "lost");
    server.copies = () => 1;
    numbered(20).forEach((text) => said(2, text));
    await clock.advance(50);
    assert.equal(held(anna).length, 21);
    assert.equal(server.from(1, "sync").length, 2);
  });

  it("requests less and less often when the answers bring nothing", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    const [link] = network.open;
    link.received = ({ type }) => {
      server.received.push({ user: 1, type });
      if (type === "sync") {
        link.frame({ type: "sync", data: { chats: [{ chatId: 7, seq: 5, version: 9 }] } });
      } else if (type === "ping") {
        link.frame({ type: "pong" });
      }
    };
    link.frame({ type: "message", data: { messages: [{ ...post("?"), id: 5, seq: 5 }] } });
    await clock.advance(60_000);
    const asked = server.from(1, "sync").length;
    assert.ok(asked >= 5 && asked <= 12, `${asked} times in a minute`);
    assert.equal(anna.status.state, "online");
  });

  it("shows a message once that is sent twice", async () => {
    const { clock, server, said, online } = world();
    server.copies = () => 2;
    const anna = await online(1);
    said(2, ...numbered(5));
    await clock.advance(50);
    assert.equal(anna.log.message.length, 5);
  });

  it("repeats a request that was refused", async () => {
    const { clock, network, server, client, said } = world();
    said(2, "hello");
    const anna = client(1);
    anna.connect();
    await clock.advance(2);
    const [link] = network.open;
    const handle = link.received;
    let refusals = 2;
    link.received = (frame) => {
      if (frame.type === "sync" && refusals-- > 0) {
        link.frame({ type: "error", request: "sync", error: { code: 300, message: "away" } });
      } else {
        handle(frame);
      }
    };
    await clock.advance(3000);
    assert.equal(anna.status.state, "online");
    assert.deepEqual(held(anna), ["hello"]);
    assert.equal(server.from(1, "sync").length > 0, true);
  });

  it("loads a chat anew when the server has fewer messages of it", async () => {
    const { clock, server, network, said, online } = world();
    said(2, ...numbered(10));
    const anna = await online(1);
    anna.markRead(7);
    network.open[0].end(1006, "");
    server.chats.get(7).messages.length = 4;
    server.chats.get(7).reads.clear();
    await clock.advance(1000);
    assert.deepEqual(held(anna), numbered(4));
    assert.equal(anna.chat(7).readSeq, 0);
    assert.equal(anna.chat(7).unread, 4);
    assert.equal(anna.log.reset.length, 1);
    said(2, "anew");
    await clock.advance(50);
    assert.equal(held(anna).at(-1), "anew");
  });

  it("drops a chat when its user no longer takes part, and fails its pending messages", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    network.open[0].end(1006, "");
    anna.send(7, { text: "too late" });
    server.chats.get(7).members.delete(1);
    await clock.advance(1000);
    assert.equal(anna.chat(7), undefined);
    assert.deepEqual(anna.log.left, [{ chatId: 7 }]);
    assert.equal(anna.log.outgoing.at(-1).state, "failed");
    assert.equal(anna.log.outgoing.at(-1).error.code, 501);
    assert.equal(server.from(1, "message").length, 0);
  });

  it("drops a chat while connected, and finds it again when the user returns", async () => {
    const { clock, server, said, online } = world();
    const anna = await online(1);
    server.chats.get(7).members.delete(1);
    server.tell(1, { type: "chat", data: { chatId: 7, left: true } });
    await clock.advance(10);
    assert.equal(anna.chat(7), undefined);
    said(2, "without you");
    server.chats.get(7).members.set(1, "client");
    server.tell(1, { type: "chat", data: { chatId: 7, version: 3, status: "opened" } });
    await clock.advance(10);
    assert.deepEqual(held(anna), ["without you"]);
  });

  it("finds a chat that begins while connected, by its first message", async () => {
    const { clock, server, online } = world();
    const anna = await online(1);
    server.chat(8, { 1: "client", 3: "operator" });
    server.post(8, 3, [{ ...post("hello"), chatId: 8 }], null);
    await clock.advance(10);
    assert.deepEqual(texts(anna.chat(8).messages), ["hello"]);
    assert.equal(anna.chat(8).opponents[0].id, 3);
  });

  it("catches up on a chat of an earlier run, also a closed one", async () => {
    const { clock, server, said, client } = world();
    said(2, ...numbered(100));
    server.chats.get(7).status = "closed";
    const anna = client(1);
    anna.track(7, 40);
    anna.connect();
    await clock.advance(50);
    assert.deepEqual(held(anna), numbered(60, 41));
    assert.equal(anna.chat(7).status, "closed");
  });

  it("requests many chats in several frames", async () => {
    const { clock, server, network, online } = world();
    for (let id = 100; id < 1300; id++) {
      server.chat(id, { 1: "client", 2: "doctor" });
    }
    const anna = await online(1);
    network.open[0].end(1006, "");
    server.post(1299, 2, [{ ...post("hello"), chatId: 1299 }], null);
    await clock.advance(1000);
    assert.equal(anna.chats().length, 1201);
    assert.ok(server.from(1, "sync").every(({ data }) => data.chats.length <= 500));
    assert.deepEqual(texts(anna.chat(1299).messages), ["hello"]);
  });

  it("takes several frames for one answer", async () => {
    const { clock, server, said, online } = world();
    server.pageSize = 2;
    for (let id = 100; id < 105; id++) {
      server.chat(id, { 1: "client", 2: "doctor" });
    }
    said(2, ...numbered(40));
    const anna = await online(1, { backlog: 30 });
    await clock.advance(100);
    assert.deepEqual(
      anna.chats().map(({ id }) => id).sort((a, b) => a - b),
      [7, 100, 101, 102, 103, 104],
    );
    assert.equal(anna.log.caughtUp.length, 1);
    assert.deepEqual(held(anna), numbered(30, 11));
    assert.equal(server.from(1, "sync").length, 2, "one answer, then the backlog");
  });

  it("is not caught up before the last frame of an answer, and asks for all when it fails", async () => {
    const { clock, server, network, said, client } = world();
    const chat = server.chat(8, { 1: "client", 2: "doctor" });
    const connected = server.connected.bind(server);
    let frames = 0;
    server.connected = (link, parameters) => {
      connected(link, parameters);
      const received = link.received;
      link.received = (frame) => {
        if (frame.type !== "sync" || frames++ > 0) {
          return received(frame);
        }
        server.received.push({ user: 1, ...frame });
        const state = { chatId: 8, seq: 0, version: 1, status: "opened", opponents: [] };
        link.frame({ type: "sync", data: { chats: [state], more: true } });
        const messages = [{ ...post("live"), id: 1, seq: 1, chatId: 8, userId: 2 }];
        link.frame({ type: "message", data: { messages, users: [] } });
        link.frame({ type: "error", request: "sync", error: { code: 300, message: "away" } });
      };
    };
    const anna = client(1);
    anna.connect();
    await clock.advance(10);
    assert.equal(anna.status.state, "catchingUp");
    assert.equal(anna.log.caughtUp.length, 0);
    assert.equal(anna.log.message[0].replayed, false, "live from the frame on");
    chat.messages.push(
      { ...post("live"), id: 1, seq: 1, chatId: 8, userId: 2 },
      { ...post("missed"), id: 2, seq: 2, chatId: 8, userId: 2 },
    );
    await clock.advance(5000);
    assert.equal(anna.status.state, "online");
    assert.deepEqual(texts(anna.chat(8).messages), ["live", "missed"]);
    assert.deepEqual(server.from(1, "sync")[1].data.chats, [{ chatId: 8, seq: 1 }]);
    assert.equal(network.open.length, 1);
    said(2, "and on");
    await clock.advance(50);
    assert.deepEqual(held(anna), ["and on"]);
  });

  it("keeps at most maxMessages messages of a chat", async () => {
    const { clock, said, online } = world();
    const anna = await online(1, { maxMessages: 10 });
    said(2, ...numbered(25));
    await clock.advance(10);
    assert.deepEqual(held(anna), numbered(10, 16));
    assert.equal(anna.chat(7).firstSeq, 16);
    said(2, "one more");
    await clock.advance(10);
    assert.equal(anna.chat(7).messages.length, 10);
    assert.equal(anna.log.message.length, 26);
  });

  it("accepts history that adjoins, and no other", async () => {
    const { server, said, online } = world();
    said(2, ...numbered(50));
    const anna = await online(1, { backlog: 5, maxMessages: 20 });
    const all = server.chats.get(7).messages;
    assert.equal(anna.addHistory(7, all.slice(10, 20)), 0);
    assert.equal(anna.addHistory(7, all.slice(35, 47), [{ id: 9, firstName: "Ann" }]), 10);
    assert.equal(anna.chat(7).firstSeq, 36);
    assert.equal(anna.user(9).firstName, "Ann");
    assert.equal(anna.addHistory(7, all.slice(20, 35)), 5);
    assert.deepEqual(held(anna), numbered(20, 31));
    assert.equal(anna.addHistory(99, all), 0);
  });
});
