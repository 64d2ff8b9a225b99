import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { world } from "./sim/world.js";

describe("a connection", () => {
  it("asks the callback for a token each time", async () => {
    const { clock, network, client } = world();
    const asked = [];
    const anna = client(1, { token: async (why) => (asked.push(why), "u1") });
    anna.connect();
    await clock.advance(50);
    network.open[0].end(1006, "");
    await clock.advance(1000);
    assert.deepEqual(asked, [{ refused: false }, { refused: false }]);
    assert.equal(anna.status.state, "online");
    assert.equal(anna.userId, 1);
  });

  it("waits for growing pauses, up to a bound, shortened at random", async () => {
    const { clock, network, client } = world();
    network.refusing = true;
    const anna = client(1);
    anna.connect();
    await clock.advance(200_000);
    const pauses = anna.log.state.filter((s) => s.state === "waiting").map((s) => s.retryInMs);
    pauses.slice(0, 6).forEach((pause, i) => {
      assert.ok(pause >= 250 * 2 ** i && pause <= 500 * 2 ** i, `${pause} after ${i} failures`);
    });
    assert.ok(pauses.every((pause) => pause <= 30_000));
    assert.ok(pauses.at(-1) >= 15_000);
    assert.ok(new Set(pauses).size > pauses.length / 2);
  });

  it("has short pauses again only after it has lasted", async () => {
    const { clock, network, online } = world();
    const anna = await online(1);
    const pauseAfter = async (ms) => {
      await clock.advance(ms);
      network.open[0].end(4408, "too slow a reader");
      await clock.advance(0);
      const pause = anna.status.retryInMs;
      await clock.advance(pause + 50);
      return pause;
    };
    const [first, second, third] = [await pauseAfter(50), await pauseAfter(50), await pauseAfter(50)];
    assert.ok(first <= 500 && second >= 500 && third >= 1000, `${first} ${second} ${third}`);
    assert.ok((await pauseAfter(20_000)) <= 500);
  });

  it("is opened again after the time that a stopping server gives", async () => {
    const { clock, network, online } = world();
    const anna = await online(1);
    network.open[0].end(1001, "reconnectAfterMs=1234");
    assert.equal(anna.status.retryInMs, 1234);
    await clock.advance(1233);
    assert.equal(anna.status.state, "waiting");
    await clock.advance(50);
    assert.equal(anna.status.state, "online");
  });

  it("asks for another token when one is refused: first at once, then after growing pauses", async () => {
    const { clock, server, client } = world();
    let good = false;
    server.turnedAway = () => (good ? null : { code: 4401, reason: "no valid token" });
    const why = [];
    const anna = client(1, { token: async (w) => (why.push(w.refused), "u1") });
    anna.connect();
    await clock.advance(10);
    assert.deepEqual(why, [false, true]);
    assert.equal(anna.status.state, "waiting");
    assert.ok(anna.status.retryInMs >= 250);
    good = true;
    await clock.advance(1000);
    assert.equal(anna.status.state, "online");
  });

  for (const code of [1002, 1007, 1009, 4403]) {
    it(`stops after ${code}, and reports that`, async () => {
      const { clock, network, online } = world();
      const anna = await online(1);
      network.open[0].end(code, "mend the client");
      await clock.advance(100_000);
      assert.deepEqual(anna.status, { state: "stopped", code, reason: "mend the client" });
      assert.equal(clock.pending, 0);
      anna.connect();
      await clock.advance(50);
      assert.equal(anna.status.state, "online");
    });
  }

  it("stops when the callback has no token, and retries when it fails", async () => {
    const { clock, client } = world();
    const out = client(1, { token: async () => null });
    out.connect();
    await clock.advance(10);
    assert.equal(out.status.state, "stopped");
    let failures = 2;
    const later = client(1, {
      token: async () => {
        if (failures-- > 0) throw new Error("offline");
        return "u1";
      },
    });
    later.connect();
    await clock.advance(5000);
    assert.equal(later.status.state, "online");
  });

  it("never continues as another user", async () => {
    const { clock, network, client } = world();
    const tokens = ["u1", "u2"];
    const anna = client(1, { token: async () => tokens.shift() });
    anna.connect();
    await clock.advance(50);
    network.open[0].end(1006, "");
    await clock.advance(1000);
    assert.equal(anna.status.state, "stopped");
    assert.equal(anna.userId, 1);
  });

  it("is replaced when it is frozen", async () => {
    const { clock, network, online } = world();
    const anna = await online(1);
    network.open[0].frozen = true;
    await clock.advance(20_000 + 10_000 + 600 + 50);
    assert.equal(anna.status.state, "online");
    assert.equal(network.open.length, 1);
    assert.ok(anna.log.state.some((s) => s.reason === "silent"));
  });

  it("is replaced when no frame reaches the server, whatever is received", async () => {
    const { clock, server, network, online } = world();
    const anna = await online(1);
    network.open[0].received = () => {};
    for (let i = 0; i < 100; i++) {
      await clock.advance(1000);
      server.tell(1, { type: "news", data: {} });
    }
    await clock.advance(25_000 + 70_000);
    assert.ok(anna.log.state.some((s) => s.reason === "silent"));
    assert.equal(anna.status.state, "online");
  });

  it("is kept while a slow network delivers anything", async () => {
    const { clock, network, server, online } = world();
    const anna = await online(1);
    network.delay = () => 25_000;
    for (let i = 0; i < 30; i++) {
      await clock.advance(5000);
      server.tell(1, { type: "news", data: {} });
    }
    assert.equal(anna.log.state.filter((s) => s.state === "waiting").length, 0);
  });

  it("is given up without an answer to the handshake, or to sync", async () => {
    const { clock, server, network, client } = world();
    server.connected = () => {};
    const anna = client(1);
    anna.connect();
    await clock.advance(15_001);
    assert.equal(anna.status.reason, "no answer in time");
    server.connected = (link) => {
      link.received = ({ type }) => type === "ping" && link.frame({ type: "pong" });
      link.frame({ type: "hello", data: { userId: 1 } });
    };
    await clock.advance(60_000);
    assert.ok(anna.log.state.some((s) => s.reason === "no answer to sync"));
  });

  it("does not wait after wake(), and checks an open connection", async () => {
    const { clock, network, online } = world();
    const anna = await online(1);
    network.refusing = true;
    network.open[0].end(1006, "");
    await clock.advance(60_000);
    network.refusing = false;
    anna.wake();
    await clock.advance(50);
    assert.equal(anna.status.state, "online");
    network.open[0].frozen = true;
    anna.wake();
    await clock.advance(10_000 + 600);
    assert.equal(anna.log.state.at(-4).reason, "silent");
    assert.equal(anna.status.state, "online");
  });

  it("leaves no timer behind when it is closed, in any state", async () => {
    for (const ms of [0, 1, 2, 3, 4, 5, 50, 25_000]) {
      const { clock, server, network, client, said } = world();
      const anna = client(1);
      anna.connect();
      server.refusal = () => ({ code: 300 });
      anna.send(7, { text: "once" });
      said(2, "Hello");
      await clock.advance(ms);
      anna.markRead(7);
      server.tell(1, { type: "typing", data: { chatId: 7, userId: 2, status: "typing" } });
      await clock.advance(10);
      anna.close();
      await clock.advance(5);
      network.open.forEach((link) => link.end(1006, ""));
      await clock.advance(0);
      assert.equal(clock.pending, 0, `closed after ${ms} ms`);
      assert.equal(anna.status.state, "idle");
    }
  });

  it("ignores what is no frame", async () => {
    const { clock, network, online } = world();
    const anna = await online(1);
    const [link] = network.open;
    for (const frame of [null, 1, [], {}, { type: 3 }, { type: "message" }, { type: "sync" },
      { type: "chat", data: {} }, { type: "error" }, { type: "typing", data: { chatId: 99 } },
      { type: "messageStatus", data: {} }, { type: "opponentStatus", data: {} }]) {
      link.frame(frame);
    }
    await clock.advance(1000);
    assert.equal(anna.status.state, "online");
  });
});
