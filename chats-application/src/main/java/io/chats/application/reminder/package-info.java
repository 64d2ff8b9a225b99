/**
 * Reminds clients who are away of what they have not read (spec 8 and G9): {@link
 * io.chats.application.reminder.Ticker} starts it.
 */
package io.chats.application.reminder;
