package io.chats.launcher.cluster.faults;

import java.time.Instant;

/**
 * Something that failed under a load.
 *
 * @param to when all went on after it
 */
record Fault(String what, Instant from, Instant to) {}
