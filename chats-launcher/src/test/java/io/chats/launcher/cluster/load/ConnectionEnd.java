package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.ClusterNode;
import java.time.Instant;

/**
 * The end of a client's connection to a node.
 *
 * @param wasUpToDate whether the client had been accepted and had caught up
 */
public record ConnectionEnd(
    ClusterNode node, boolean wasUpToDate, int code, String reason, Instant at) {}
