package io.chats.launcher.cluster.faults;

import java.time.Instant;

/**
 * A fault under a load.
 *
 * @param to the time at which everything worked again
 */
record Fault(String what, Instant from, Instant to) {}
