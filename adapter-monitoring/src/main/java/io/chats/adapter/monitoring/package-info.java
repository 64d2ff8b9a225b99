/**
 * Monitoring of a process: {@link io.chats.adapter.monitoring.Monitoring} starts all of it, and
 * settings decide about Sentry and Pinba.
 */
package io.chats.adapter.monitoring;
