/** What the machine and the libraries can do by themselves, to compare with. */
package io.chats.benchmarks.limit;
