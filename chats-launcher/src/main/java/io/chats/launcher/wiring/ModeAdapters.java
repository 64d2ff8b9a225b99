package io.chats.launcher.wiring;

import io.chats.application.Ports;
import io.chats.application.reminder.ReminderPorts;
import io.chats.domain.port.TokenVerifier;

/**
 * The adapters that differ between the modes.
 *
 * @param ports the outbound ports of the node
 * @param reminders the outbound ports of the ticker
 * @param tokens finds the user of a token
 * @param bus the source of Bus API requests
 */
public record ModeAdapters(
    Ports ports, ReminderPorts reminders, TokenVerifier tokens, BusRequestSource bus) {}
