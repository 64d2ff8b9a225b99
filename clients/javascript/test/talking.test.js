import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { post, texts, world } from "./sim/world.js";
import { ChatsClient, messageOfBus } from "../src/chats-client.js";

describe("reading", () => {
  it("counts messages of others after the user's read mark", async () => {
    const { clock, server, said, online } = world();
    const anna = await online(1);
    said(2, "a", "b", "c");
    said(1, "d");
    await clock.advance(10);
    assert.equal(anna.chat(7).unread, 3);
    anna.markRead(7, 2);
    assert.equal(anna.chat(7).unread, 1);
    anna.markRead(7);
    assert.equal(anna.chat(7).unread, 0);
    await clock.advance(1000);
    assert.equal(server.chats.get(7).reads.get(1), 4);
    server.post(7, 2, [{ ...post("by the system"), type: "system" }], null);
    await clock.advance(10);
    assert.equal(anna.chat(7).unread, 0);
  });

  it("sends the furthest mark only, and no mark that is known", async () => {
    const { clock, server, said, online } = world();
    const anna = await online(1);
    said(2, ..."abcdefghij");
    await clock.advance(10);
    for (let seq = 1; seq <= 10; seq++) {
      anna.markRead(7, seq);
    }
    await clock.advance(1000);
    anna.markRead(7, 3);
    anna.markRead(7);
    await clock.advance(1000);
    const marks = server.from(1, "messageStatus").map(({ data }) => data.messageId);
    assert.deepEqual(marks, [1, 10]);
  });

  it("keeps a mark until the server has stored it", async () => {
    const { clock, server, network, said, online } = world();
    said(2, "a", "b");
    const anna = await online(1);
    network.open[0].end(1006, "");
    anna.markRead(7);
    await clock.advance(2000);
    assert.equal(server.chats.get(7).reads.get(1), 2);
    assert.equal(anna.chat(7).unread, 0);
  });

  it("knows the read mark of the other side, which never goes back", async () => {
    const { clock, server, online } = world();
    const anna = await online(1);
    const ben = await online(2);
    ["a", "b", "c"].forEach((text) => anna.send(7, { text }));
    await clock.advance(10);
    const chat = anna.chat(7);
    assert.ok(!chat.isRead(chat.messages[0]));
    ben.markRead(7, 2);
    await clock.advance(10);
    assert.deepEqual(chat.messages.map((m) => chat.isRead(m)), [true, true, false]);
    const old = { status: "read", chatId: 7, messageId: 1, userId: 2 };
    server.tell(1, { type: "messageStatus", data: old });
    await clock.advance(10);
    assert.equal(chat.opponentReadSeq, 2);
    assert.equal(anna.log.read.length, 2);
  });

  it("applies a mark of a message that has not arrived yet once it arrives", async () => {
    const { clock, server, said, online } = world();
    const anna = await online(1);
    server.tell(1, { type: "messageStatus", data: { chatId: 7, messageId: 1, userId: 2 } });
    await clock.advance(10);
    assert.equal(anna.chat(7).opponentReadSeq, 0);
    said(1, "a");
    await clock.advance(10);
    assert.equal(anna.chat(7).opponentReadSeq, 1);
  });

  it("does not count a colleague as the other side", async () => {
    const { clock, server, online } = world();
    server.chats.get(7).members.set(3, "operator");
    const doctor = await online(2);
    doctor.send(7, { text: "a" });
    await clock.advance(10);
    const by = (userId) => ({ type: "messageStatus", data: { chatId: 7, messageId: 1, userId } });
    server.tell(2, by(3));
    await clock.advance(10);
    assert.equal(doctor.chat(7).opponentReadSeq, 0);
    server.tell(2, by(1));
    await clock.advance(10);
    assert.equal(doctor.chat(7).opponentReadSeq, 1);
  });

  it("accepts marks of the user's other devices", async () => {
    const { clock, said, online } = world();
    const phone = await online(1);
    const desk = await online(1);
    said(2, "a", "b");
    await clock.advance(10);
    phone.markRead(7);
    await clock.advance(10);
    assert.equal(desk.chat(7).unread, 0);
  });

  it("sends a mark again after a passing failure, and drops it after any other", async () => {
    const { clock, server, network, said, online } = world();
    said(2, "a", "b");
    const anna = await online(1);
    const [link] = network.open;
    const handle = link.received;
    const codes = [300, 1406];
    let marks = 0;
    link.received = (frame) => {
      if (frame.type === "messageStatus" && ++marks && codes.length > 0) {
        link.frame({ type: "error", request: frame.type, error: { code: codes.shift() } });
      } else {
        handle(frame);
      }
    };
    anna.markRead(7, 1);
    await clock.advance(20_000);
    assert.equal(marks, 2);
    assert.equal(server.chats.get(7).reads.get(1), undefined);
    assert.deepEqual(anna.log.error.map((e) => e.code), [300, 1406]);
  });
});

describe("typing", () => {
  it("is shown until it stops, or expires", async () => {
    const { clock, server, said, online } = world();
    const anna = await online(1);
    const ben = await online(2);
    ben.typing(7);
    await clock.advance(10);
    assert.equal(anna.chat(7).typing.get(2), "…");
    ben.typing(7, false);
    await clock.advance(10);
    assert.equal(anna.chat(7).typing.size, 0);
    ben.typing(7);
    await clock.advance(5990);
    assert.equal(anna.chat(7).typing.size, 1);
    await clock.advance(20);
    assert.equal(anna.chat(7).typing.size, 0);
    server.tell(1, { type: "typing", data: { chatId: 7, userId: 2, message: "…", status: "x" } });
    said(2, "there it is");
    await clock.advance(10);
    assert.equal(anna.chat(7).typing.size, 0);
  });

  it("is reported at intervals, not at every key", async () => {
    const { clock, server, online } = world();
    const anna = await online(1);
    for (let i = 0; i < 100; i++) {
      anna.typing(7);
      await clock.advance(100);
    }
    anna.send(7, { text: "done" });
    anna.typing(7, false);
    await clock.advance(10);
    const statuses = server.from(1, "typing").map(({ data }) => data.status);
    assert.deepEqual(statuses, ["typing", "typing", "typing", "typing"]);
  });

  it("ends with the connection", async () => {
    const { clock, network, online } = world();
    const anna = await online(1);
    const ben = await online(2);
    ben.typing(7);
    await clock.advance(10);
    network.open[0].end(1006, "");
    assert.equal(anna.chat(7).typing.size, 0);
    assert.deepEqual(anna.log.typing.at(-1), { chatId: 7, userId: 2, text: undefined });
  });
});

describe("presence", () => {
  it("is requested while it is watched, on each connection", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    const end = anna.watchPresence(7);
    await clock.advance(10);
    assert.equal(anna.chat(7).presence.get(2), "online");
    network.open[0].end(1006, "");
    assert.equal(anna.chat(7).presence.get(2), "unknown");
    await clock.advance(1000);
    assert.equal(anna.chat(7).presence.get(2), "online");
    end();
    network.open[0].end(1006, "");
    await clock.advance(2000);
    assert.equal(server.from(1, "opponentStatus").length, 2);
  });

  it("follows the participants", async () => {
    const { clock, server, online } = world();
    const anna = await online(1);
    anna.watchPresence(7);
    await clock.advance(10);
    const opponents = [{ id: 4, user_type: "doctor", firstName: "Dora" }];
    server.tell(1, { type: "chat", data: { chatId: 7, version: 5, status: "closed", opponents } });
    server.tell(1, { type: "chat", data: { chatId: 7, version: 4, status: "opened" } });
    await clock.advance(2);
    assert.equal(anna.chat(7).status, "closed");
    assert.equal(anna.chat(7).opponents[0].firstName, "Dora");
    assert.ok(!anna.chat(7).presence.has(2) || anna.chat(7).presence.size > 0);
    assert.equal(anna.user(4).firstName, "Dora");
  });
});

describe("events", () => {
  it("reach their listeners until these are removed, also when other listeners fail", async () => {
    const { clock, server, online } = world();
    const anna = await online(1);
    const received = [];
    const report = console.error;
    console.error = () => {};
    anna.on("consultationUpdate", () => {
      throw new Error("a bug of the page");
    });
    const off = anna.on("consultationUpdate", (event) => received.push(event));
    const update = { active: true, consultationId: 5 };
    server.tell(1, { type: "consultationUpdate", data: update });
    await clock.advance(10);
    off();
    server.tell(1, { type: "consultationUpdate", data: update });
    server.tell(1, { type: "discount", data: { percent: 10 } });
    await clock.advance(10);
    console.error = report;
    assert.deepEqual(received, [update]);
    assert.deepEqual(anna.log.custom, [{ type: "discount", data: { percent: 10 } }]);
  });

  it("report errors that belong to no message", async () => {
    const { clock, network, online } = world();
    const anna = await online(1);
    network.open[0].frame({ type: "error", request: "join", error: { code: 201, message: "no" } });
    await clock.advance(10);
    assert.deepEqual(anna.log.error, [{ code: 201, message: "no", request: "join" }]);
  });
});

describe("options", () => {
  it("are checked", () => {
    const good = { url: "ws://x/", token: async () => "", WebSocket: class {} };
    assert.throws(() => new ChatsClient({ ...good, url: undefined }), TypeError);
    assert.throws(() => new ChatsClient({ ...good, token: "u1" }), TypeError);
    assert.throws(() => new ChatsClient({ ...good, WebSocket: null }), TypeError);
    assert.throws(() => new ChatsClient({ ...good, backlog: -1 }), TypeError);
    assert.throws(() => new ChatsClient(good).on("state", null), TypeError);
    assert.equal(new ChatsClient(good).status.state, "idle");
  });
});

describe("messageOfBus", () => {
  it("converts a message to the form of the WebSocket API", () => {
    const bus = {
      id: 1, seq: 2, client_message_id: "c", chat_id: 7, user_id: 1, sender: "client",
      status: "recd", type: "message", text: "t", params: {}, file_id: "", file: null,
      insert_date: "2026-11-22T09:46:52.271Z",
    };
    assert.deepEqual(messageOfBus(bus), {
      id: 1, seq: 2, clientMessageId: "c", chatId: 7, userId: 1, sender: "client",
      status: "recd", type: "message", text: "t", params: {}, file: null,
      insertDate: "2026-11-22T09:46:52.271Z",
    });
  });
});
