/**
 * The outbound ports, through which the product uses databases, caches, the bus and other services.
 * Adapters implement them; each comes with a contract kit in this module's test-jar that every
 * implementation runs.
 */
package io.chats.domain.port;
