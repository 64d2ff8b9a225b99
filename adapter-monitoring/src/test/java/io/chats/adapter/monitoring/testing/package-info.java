/** Stand-ins for monitoring services, also for tests of other modules. */
package io.chats.adapter.monitoring.testing;
