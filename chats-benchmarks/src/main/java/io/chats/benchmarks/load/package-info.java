/** People who talk in chats of two, and what is measured and checked meanwhile. */
package io.chats.benchmarks.load;
