/**
 * Programs and JVMs as processes of a test: how they are found, started, watched, signalled and
 * ended, with their folders and ports.
 */
package io.chats.testing.services.process;
