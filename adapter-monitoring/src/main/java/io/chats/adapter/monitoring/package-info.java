/** How people learn what the service does, and what goes wrong in it. */
package io.chats.adapter.monitoring;
