/** The process: reads the environment, assembles the modules, starts and stops them. */
package io.chats.launcher;
