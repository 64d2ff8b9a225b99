/**
 * The shape of the product as rules that run in every build. {@link
 * io.chats.testing.architecture.HexagonRules} are for any service; Chats has rules about its own
 * modules beside them.
 */
package io.chats.testing.architecture;
