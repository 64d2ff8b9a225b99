/** What the process counts and times, as Prometheus reads it. */
package io.chats.adapter.monitoring.metrics;
