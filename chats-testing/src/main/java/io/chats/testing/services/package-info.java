/**
 * Private, real servers for tests: each test starts NATS, MariaDB, MySQL or Redis of its own on a
 * free port, and may kill, freeze or cut it off. A missing program fails the test and is never a
 * reason to skip it. This package holds what the servers have in common; each has a package of its
 * own below, beside {@code process} and {@code network}.
 */
package io.chats.testing.services;
