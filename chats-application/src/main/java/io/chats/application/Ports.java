package io.chats.application;

import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.MessageHistory;
import io.chats.domain.port.MessageStore;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;

/** The outbound ports of a node, which does not close them; close them after the node. */
public record Ports(
    ChatStore chatStore,
    MessageStore messageStore,
    MessageHistory messageHistory,
    ChatDirectory chatDirectory,
    ChangeFeed changeFeed,
    UserDirectory userDirectory,
    ProfileCache profileCache,
    FileStorage fileStorage,
    FileCache fileCache,
    ConsultationService consultationService,
    PresenceRegistry presenceRegistry,
    ClusterBus clusterBus,
    FailureReporter failureReporter) {}
