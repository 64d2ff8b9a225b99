/**
 * Writes log lines: for people on a terminal, as JSON elsewhere. It decides which messages of
 * failures may be shown, and how often a repeated line is.
 */
package io.chats.adapter.monitoring.logging;
