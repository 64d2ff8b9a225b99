/**
 * Tests of the product from outside: real node processes on real private services, with clients
 * that are not ours.
 */
package io.chats.launcher.e2e;
