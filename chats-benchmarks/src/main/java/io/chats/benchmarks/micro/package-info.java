/**
 * Benchmarks of single parts, run by JMH: codecs, routing, fan-out to sessions. They use internal
 * packages of the adapters, which no part of the product does.
 */
package io.chats.benchmarks.micro;
