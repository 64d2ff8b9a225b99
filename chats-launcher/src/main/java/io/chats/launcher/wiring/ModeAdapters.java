package io.chats.launcher.wiring;

import io.chats.application.Ports;
import io.chats.application.reminder.ReminderPorts;
import io.chats.domain.port.TokenVerifier;

/**
 * What differs between the modes.
 *
 * @param ports of the node
 * @param reminders what the ticker works with
 * @param tokens says whose a token is
 * @param bus from where requests come
 */
public record ModeAdapters(
    Ports ports, ReminderPorts reminders, TokenVerifier tokens, BusRequestSource bus) {}
