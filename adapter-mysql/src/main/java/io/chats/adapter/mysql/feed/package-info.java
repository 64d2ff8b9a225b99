/** The statements that find what was committed by the ids of changes. */
package io.chats.adapter.mysql.feed;
