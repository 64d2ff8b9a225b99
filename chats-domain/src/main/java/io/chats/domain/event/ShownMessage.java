package io.chats.domain.event;

import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.StoredFile;
import java.util.Optional;

/**
 * A message with its status and file.
 *
 * @param status at the moment of the look-up
 * @param file empty when the message has none
 * @param repeated whether it acknowledges a repeated message (spec G2)
 */
public record ShownMessage(
    Message message, MessageStatus status, Optional<StoredFile> file, boolean repeated) {}
