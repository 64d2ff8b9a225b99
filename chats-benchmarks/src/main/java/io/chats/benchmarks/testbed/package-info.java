/**
 * The processes that run during a measurement: real services, nodes, and servers for comparison.
 */
package io.chats.benchmarks.testbed;
