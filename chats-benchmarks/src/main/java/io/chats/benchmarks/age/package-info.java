/** What users and services wait for, one at a time, and whether changes arrive without the bus. */
package io.chats.benchmarks.age;
