package io.chats.launcher.assembly;

import io.chats.application.Ports;
import io.chats.domain.port.TokenVerifier;

/**
 * What differs between the modes.
 *
 * @param ports of the node
 * @param tokens says whose a token is
 * @param bus from where requests come
 */
record Surroundings(Ports ports, TokenVerifier tokens, BusEntrance bus) {}
