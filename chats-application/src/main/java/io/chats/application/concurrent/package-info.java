/** Tasks that run one at a time, some at a time, or later; no thread is held meanwhile. */
package io.chats.application.concurrent;
