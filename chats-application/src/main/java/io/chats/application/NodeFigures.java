package io.chats.application;

/**
 * What a node is busy with, for those who watch it.
 *
 * @param users who have a session here
 * @param rooms chats in which one of them takes part
 * @param comparisons with the database that were carried through, since the start
 * @param failedComparisons that were not, since the start
 * @param repairs rooms that such a comparison found behind, since the start
 */
public record NodeFigures(
    int users, int rooms, long comparisons, long failedComparisons, long repairs) {}
