/**
 * Keeps unread spells: notices where they begin and end, and hands out those that are due to be
 * reminded of.
 */
package io.chats.adapter.mysql.reminder;
