/**
 * Opens chats, changes their participants and status, moves read marks, and keeps the history of
 * who changed what.
 */
package io.chats.adapter.mysql.chat;
