/**
 * Shared parts of the tests of running nodes: nodes, clients, private services, and stand-ins for
 * upstream services.
 */
package io.chats.launcher.harness;
