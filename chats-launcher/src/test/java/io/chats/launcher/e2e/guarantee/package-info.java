/**
 * The guarantees of the contract (spec 7), each in a test class that is named after it, on one node
 * or two.
 */
package io.chats.launcher.e2e.guarantee;
