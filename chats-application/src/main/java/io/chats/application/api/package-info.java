/**
 * The inbound API: what inbound adapters and embedding services call. Every type says what blocks,
 * what it throws, what may be repeated, and in what order results come.
 *
 * {@snippet file="io/chats/application/snippet/EmbeddingSnippets.java" region="use"}
 *
 * <p>Common to all: refusals arrive as {@link io.chats.domain.refusal.RefusedException} (nothing
 * was done), a database that does not answer in time as {@link
 * io.chats.domain.port.StoreUnavailableException} (the outcome is unknown). No argument may be
 * null. Everything is safe for use by any thread.
 */
package io.chats.application.api;
