/**
 * The management server: health and metrics for machines, {@code POST /bus} and pages for people.
 * The launcher decides which of them there are and what answers them.
 */
package io.chats.adapter.management;
