/** How long a node takes to start. */
package io.chats.benchmarks.start;
