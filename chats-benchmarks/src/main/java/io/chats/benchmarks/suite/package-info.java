/** The scenarios of one run, and the table of their figures. */
package io.chats.benchmarks.suite;
