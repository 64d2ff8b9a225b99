package io.chats.adapter.redis.connection;

import java.time.Instant;

/**
 * Says whether Redis can be used.
 *
 * @param up false also before Redis was reached for the first time
 * @param since the time of the last change
 */
public record RedisState(boolean up, Instant since) {}
