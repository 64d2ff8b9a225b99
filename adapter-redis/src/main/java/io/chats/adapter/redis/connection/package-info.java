/**
 * The connection to Redis: when calls are made, what a call may cost, when Redis counts as away,
 * how it is tried again, and what the log says about it.
 *
 * <p>Redis is a convenience, never the truth: even when it fails, calls neither throw nor block a
 * caller for long (spec G11). {@link RedisKeys} says what all keys have in common.
 */
package io.chats.adapter.redis.connection;
