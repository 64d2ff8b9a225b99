package io.chats.application;

/**
 * Figures of a node for monitoring.
 *
 * @param users the number of users who have a session on this node
 * @param rooms the number of chats in which one of them takes part
 * @param comparisons the number of completed comparisons with the database since the start
 * @param failedComparisons the number of failed ones since the start
 * @param repairs the number of rooms that a comparison found behind since the start
 * @param missedAnnouncements the number of changes of chats that have a room here, which came
 *     without an announcement since the start
 */
public record NodeFigures(
    int users,
    int rooms,
    long comparisons,
    long failedComparisons,
    long repairs,
    long missedAnnouncements) {}
