/** The limits of the machine and the libraries by themselves, for comparison. */
package io.chats.benchmarks.limit;
