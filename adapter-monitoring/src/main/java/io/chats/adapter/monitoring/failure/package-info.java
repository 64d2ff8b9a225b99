/**
 * Finds failures that nobody expected: reported through the domain's port, logged as an error, not
 * caught by any thread, or thrown by a timer's task.
 */
package io.chats.adapter.monitoring.failure;
