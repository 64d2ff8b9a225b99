/**
 * The inbound API, which inbound adapters and embedding services call. Every type says which calls
 * block, what they throw, which may be repeated, and the order of results.
 *
 * {@snippet file="io/chats/application/snippet/EmbeddingSnippets.java" region="use"}
 *
 * <p>For all of them: refusals arrive as {@link io.chats.domain.refusal.RefusedException} (nothing
 * was done), a database that does not answer in time as {@link
 * io.chats.domain.port.StoreUnavailableException} (the outcome is unknown). No argument may be
 * null. Everything is safe for use by any thread.
 */
package io.chats.application.api;
