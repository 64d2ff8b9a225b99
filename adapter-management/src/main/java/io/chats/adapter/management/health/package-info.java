/**
 * Decides whether a process is ready: the phase it is in, and whether the services are there that
 * it depends on. Health never waits for a service; each is checked once a second.
 */
package io.chats.adapter.management.health;
