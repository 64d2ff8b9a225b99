/**
 * The tables and their columns: how rows become domain objects and how enums, times and texts are
 * stored.
 */
package io.chats.adapter.mysql.row;
