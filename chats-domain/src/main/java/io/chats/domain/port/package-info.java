/**
 * What the product needs of the world: the outbound ports. Adapters implement them; each comes with
 * a contract kit in this module's test-jar that every implementation runs.
 */
package io.chats.domain.port;
