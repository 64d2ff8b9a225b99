/**
 * Reminds clients who are away of unread messages (spec 8 and G9). {@link
 * io.chats.application.reminder.Ticker} starts it; who is reminded, and how often a push is
 * retried, is decided in {@code ReminderTick} and in the store.
 */
package io.chats.application.reminder;
