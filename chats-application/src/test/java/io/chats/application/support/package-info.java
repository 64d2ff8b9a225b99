/** Tests the timed tasks of chats-support on simulated time. */
package io.chats.application.support;
