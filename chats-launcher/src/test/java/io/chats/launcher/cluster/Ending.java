package io.chats.launcher.cluster;

import java.time.Instant;

/**
 * How a client's connection to a node ended.
 *
 * @param wasUpToDate whether the client had been let in, and caught up
 */
record Ending(ClusterNode node, boolean wasUpToDate, int code, String reason, Instant at) {}
