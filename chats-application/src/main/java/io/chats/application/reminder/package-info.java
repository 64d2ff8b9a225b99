/**
 * Reminds clients who are away of unread messages (spec 8 and G9). {@link
 * io.chats.application.reminder.Ticker} starts it; who is reminded is decided in {@code
 * ReminderTick} and in the store, and how often a push is retried in {@code ReminderAttempt}.
 */
package io.chats.application.reminder;
