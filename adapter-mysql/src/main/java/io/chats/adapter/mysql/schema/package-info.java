/**
 * The migrations that are written in Java because MySQL lacks a statement for them. The SQL ones
 * lie in {@code db/chats}.
 */
package io.chats.adapter.mysql.schema;
