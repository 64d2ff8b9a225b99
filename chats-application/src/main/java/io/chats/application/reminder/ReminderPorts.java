package io.chats.application.reminder;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.PushService;
import io.chats.domain.port.ReminderStore;

/** What reminding works with; whoever hands them in closes them, after the ticker. */
public record ReminderPorts(
    ReminderStore store, PresenceRegistry presence, PushService pushes, FailureReporter failures) {}
