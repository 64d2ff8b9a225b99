package io.chats.adapter.mysql;

import io.chats.domain.id.ClientMessageId;

/** What tells a repeated message; client ids are as they are stored. */
record RepeatKey(Seat author, ClientMessageId clientId) {}
