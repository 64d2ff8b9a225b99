/** Users who post in chats of two, with the measurements and checks of what they receive. */
package io.chats.benchmarks.load;
