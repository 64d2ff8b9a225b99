/**
 * The outbound ports in memory. Nodes share a database, a bus and a presence registry, which tests
 * can cut, hold or make fail. They keep the same contracts as the real adapters; the rules of chats
 * stay in the domain.
 */
package io.chats.testing.inmemory;
