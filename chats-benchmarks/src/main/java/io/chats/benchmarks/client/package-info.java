/**
 * Light clients of WebSocket and NATS for many connections on one thread, with only the parts that
 * the benchmarks need.
 */
package io.chats.benchmarks.client;
