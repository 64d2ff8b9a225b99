package io.chats.adapter.management.health;

import java.time.Instant;

/**
 * The state of a service that the process depends on.
 *
 * @param since the time of the last change; before the first one, of the start of the wait
 */
public record DependencyState(boolean up, Instant since) {}
