package io.chats.domain.event;

import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.StoredFile;
import java.util.Optional;

/**
 * A message with what is shown beside it.
 *
 * @param status as of when it was looked up
 * @param file empty when the message has none
 * @param repeated whether it acknowledges a repetition of what was stored before (spec G2)
 */
public record ShownMessage(
    Message message, MessageStatus status, Optional<StoredFile> file, boolean repeated) {}
