package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.ClusterNode;
import java.time.Instant;

/**
 * How a client's connection to a node ended.
 *
 * @param wasUpToDate whether the client had been let in, and caught up
 */
public record ConnectionEnd(
    ClusterNode node, boolean wasUpToDate, int code, String reason, Instant at) {}
