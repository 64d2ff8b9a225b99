/**
 * How log lines are written: for people on a terminal, as JSON elsewhere. Here is decided which
 * messages of failures may be shown, and how often a repeated line is.
 */
package io.chats.adapter.monitoring.logging;
