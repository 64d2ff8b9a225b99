/** Light clients for many connections on one thread: WebSocket and NATS, as much as is needed. */
package io.chats.benchmarks.wire;
