package io.chats.adapter.monitoring.pinba;

import java.time.Duration;

/**
 * One request that was answered.
 *
 * @param result {@code ok}, or the number of the error
 */
record PinbaRequest(String method, String path, String result, Duration took) {}
