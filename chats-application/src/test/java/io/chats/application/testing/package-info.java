/**
 * A cluster in memory: the ports, with all that can go wrong with them, and a simulated time in
 * which what runs concurrently runs in an order that a seed decides.
 */
package io.chats.application.testing;
