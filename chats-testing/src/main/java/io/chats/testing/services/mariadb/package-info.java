/** Private MariaDB servers, and the prepared data folder from which each starts. */
package io.chats.testing.services.mariadb;
