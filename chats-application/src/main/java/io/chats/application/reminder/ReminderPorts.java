package io.chats.application.reminder;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.PushService;
import io.chats.domain.port.ReminderStore;

/** The outbound ports of a ticker, which does not close them; close them after the ticker. */
public record ReminderPorts(
    ReminderStore store, PresenceRegistry presence, PushService pushes, FailureReporter failures) {}
