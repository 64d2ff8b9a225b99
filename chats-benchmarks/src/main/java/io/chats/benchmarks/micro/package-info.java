/**
 * Benchmarks of parts of the product, run by JMH. Those of parts that are not public are in the
 * packages of these, as tests are.
 */
package io.chats.benchmarks.micro;
