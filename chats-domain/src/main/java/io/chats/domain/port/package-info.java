/**
 * The outbound ports, through which the product uses databases, caches, the bus and other services.
 * Adapters implement them. The ports of storage, caches, bus, presence and look-ups have a contract
 * kit in {@code chats-testing} that every implementation runs.
 */
package io.chats.domain.port;
