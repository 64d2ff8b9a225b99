/** Announcements between nodes: subjects by interest, and how announcements are written. */
package io.chats.adapter.nats.cluster;
