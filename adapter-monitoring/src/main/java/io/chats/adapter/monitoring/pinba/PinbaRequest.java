package io.chats.adapter.monitoring.pinba;

import java.time.Duration;

/**
 * An answered request.
 *
 * @param result {@code ok}, or the number of the error
 */
record PinbaRequest(String method, String path, String result, Duration took) {}
