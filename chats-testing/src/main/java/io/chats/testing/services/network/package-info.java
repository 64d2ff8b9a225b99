/**
 * Failures of the network between a client and a server: a proxy that cuts, resets, stalls or slows
 * down connections.
 */
package io.chats.testing.services.network;
