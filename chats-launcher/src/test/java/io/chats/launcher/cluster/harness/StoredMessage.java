package io.chats.launcher.cluster.harness;

import java.time.Instant;

/** A message as the database has it; equal to what every participant must have been sent. */
public record StoredMessage(
    long seq, long id, long user, String clientMessageId, String text, Instant storedAt) {}
