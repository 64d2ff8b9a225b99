/**
 * Stores chats and messages in MySQL, MariaDB, or H2 in MySQL mode, with the same statements on
 * all. This package holds what users construct: a {@link io.chats.adapter.mysql.MySqlDataSource}
 * (or a data source of their own), {@link io.chats.adapter.mysql.Migrations}, a {@link
 * io.chats.adapter.mysql.Database}, and the stores named {@code Jdbi…}. The packages below it are
 * internal.
 */
package io.chats.adapter.mysql;
