/**
 * Private, real servers for tests: each test starts its own NATS, MariaDB and Redis on a free port
 * and may kill, freeze or cut it off. A missing server fails the test, it never skips it.
 */
package io.chats.testing.services;
