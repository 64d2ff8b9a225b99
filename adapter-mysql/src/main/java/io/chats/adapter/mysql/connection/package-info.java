/**
 * Lets the stores reach the database: transactions, deadlines, retries, the meaning of error codes,
 * and look-ups of several callers in one statement.
 */
package io.chats.adapter.mysql.connection;
