/** What the process writes for people and machines to read, and what it never writes. */
package io.chats.adapter.monitoring.logging;
