/**
 * Stores chats and messages in MySQL, MariaDB, or H2 in MySQL mode: the same statements on all.
 * Assemble it from {@link io.chats.adapter.mysql.MySqlDataSource} (or a data source of your own),
 * {@link io.chats.adapter.mysql.Migrations}, {@link io.chats.adapter.mysql.Database}, and the
 * stores named {@code Jdbi…}.
 */
package io.chats.adapter.mysql;
