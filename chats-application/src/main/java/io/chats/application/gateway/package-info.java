/** What connected clients do through their sessions. */
package io.chats.application.gateway;
