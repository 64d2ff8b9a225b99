package io.chats.adapter.websocket.frame;

import java.util.Optional;

/**
 * An event as a client gets it.
 *
 * @param json may hold lone surrogates, where a stored text does
 * @param topic where a newer event of an equal topic says all that this one says; empty for what
 *     every client must get
 */
public record EncodedEvent(String json, Optional<Object> topic) {}
