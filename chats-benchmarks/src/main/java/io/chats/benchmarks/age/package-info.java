/** The waits of users and services, one at a time, and whether changes arrive without the bus. */
package io.chats.benchmarks.age;
