/** Tells Sentry what went wrong, and nothing of what users say. */
package io.chats.adapter.monitoring.sentry;
