/**
 * The metrics of a process, for Prometheus. The names of all of them are decided here; the parts of
 * the process hand in the values.
 */
package io.chats.adapter.monitoring.metrics;
