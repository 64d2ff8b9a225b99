/** All that is measured in one run, and the table that comes of it. */
package io.chats.benchmarks.suite;
