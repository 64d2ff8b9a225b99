/** What is told to other nodes and to connected clients. */
package io.chats.domain.event;
