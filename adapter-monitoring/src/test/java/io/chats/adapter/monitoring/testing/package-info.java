/** What stands for the monitoring services in tests. */
package io.chats.adapter.monitoring.testing;
