package io.chats.launcher.cluster.harness;

import java.time.Instant;

/** A message in the database; every participant must have received an equal one. */
public record StoredMessage(
    long seq, long id, long user, String clientMessageId, String text, Instant storedAt) {}
