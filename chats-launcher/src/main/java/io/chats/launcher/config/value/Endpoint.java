package io.chats.launcher.config.value;

/**
 * The address of a service.
 *
 * @param host a name or an address, an IPv6 one in brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {}
