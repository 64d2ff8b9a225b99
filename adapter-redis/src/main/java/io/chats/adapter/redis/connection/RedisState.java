package io.chats.adapter.redis.connection;

import java.time.Instant;

/**
 * Whether Redis can be used.
 *
 * @param up false also before it was reached for the first time
 * @param since when it became so
 */
public record RedisState(boolean up, Instant since) {}
