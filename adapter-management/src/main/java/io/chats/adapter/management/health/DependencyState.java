package io.chats.adapter.management.health;

import java.time.Instant;

/**
 * How something that the process depends on was last found.
 *
 * @param since when it became so; at first, when it began to be waited for
 */
public record DependencyState(boolean up, Instant since) {}
