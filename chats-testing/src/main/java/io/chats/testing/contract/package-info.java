/**
 * The contract kits: the promises of outbound ports, as abstract tests that every implementation
 * extends. A subclass says how its implementation is made. An implementation that falls short
 * overrides the test and says why.
 */
package io.chats.testing.contract;
