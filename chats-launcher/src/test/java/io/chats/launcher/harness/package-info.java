/**
 * What tests of running nodes share: nodes, clients, private services, and stand-ins for upstream
 * services.
 */
package io.chats.launcher.harness;
