package io.chats.adapter.websocket.frame;

import java.util.Optional;

/**
 * An event as JSON.
 *
 * @param json may hold lone surrogates, where a stored text does
 * @param topic a newer event of an equal topic supersedes this one; empty for an event that every
 *     client must receive
 */
public record EncodedEvent(String json, Optional<Object> topic) {}
