/**
 * Announcements between nodes. It is decided here which subject an announcement has, which subjects
 * this node subscribes to, how announcements are encoded, and when the application is notified that
 * some may have been lost: after each new connection, and after drops.
 */
package io.chats.adapter.nats.cluster;
