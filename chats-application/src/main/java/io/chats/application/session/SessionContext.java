package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.SyncContext;
import io.chats.application.usecase.PostingService;
import io.chats.domain.model.Limits;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import java.time.Clock;

/** The collaborators of all sessions of a node. */
public record SessionContext(
    ChatStore chats,
    PostingService posting,
    Rooms rooms,
    Sessions sessions,
    PresenceRegistry presence,
    ConsultationService consultations,
    SyncContext syncs,
    Limits limits,
    Clock clock) {}
