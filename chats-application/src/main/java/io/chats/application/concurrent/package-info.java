/** Tasks that run one at a time, and tasks that run later; neither holds a thread meanwhile. */
package io.chats.application.concurrent;
