package io.chats.application;

/**
 * Figures for monitoring of what a node has dropped since the start, because too much waited.
 *
 * @param changes changes of chats that were not announced to other nodes; these find them in the
 *     database
 * @param signals signals of typing and presence that were not announced to other nodes
 * @param presenceChanges changes of presence that were announced to nobody
 */
public record DropFigures(long changes, long signals, long presenceChanges) {}
