package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.event.ClientEvent.MessagesRead;

/**
 * What a session is owed for a read mark that changed nothing.
 *
 * @param asked the mark
 * @param seq of its message
 * @param version of the chat in which its user had read so far at least
 */
record ReadMarkReply(DeliverySession member, MessagesRead asked, long seq, long version) {}
