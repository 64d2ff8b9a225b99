/**
 * The use cases behind the inbound API: administering chats, posting, reading and marking as read.
 * They check, store, and then announce what was stored. The domain decides who may post and how a
 * chat changes; {@link io.chats.application.usecase.PostRules} checks messages before they are
 * stored.
 */
package io.chats.application.usecase;
