/**
 * Replies of the Bus API: how chats, messages and users are written, and how lists and pages are
 * cut to the size that the server lets through.
 */
package io.chats.adapter.nats.bus.reply;
