/**
 * Stores messages. Requests wait in lanes, are grouped, and each group is one transaction that
 * locks its chats, has the domain judge the messages, and inserts what is new.
 */
package io.chats.adapter.mysql.append;
