/** Private MySQL servers, of the MySQL that {@code bin/verify} has fetched. */
package io.chats.testing.services.mysql;
