/**
 * Chats, messages and subscriptions, with their rules: {@link io.chats.domain.model.AppendDecision}
 * decides who may post, what a repeated message is answered with, and how {@code seq} and {@code
 * version} follow; {@link io.chats.domain.model.ReadRequest} decides what reading changes; {@link
 * io.chats.domain.model.Conversation} decides how participants and status change.
 */
package io.chats.domain.model;
