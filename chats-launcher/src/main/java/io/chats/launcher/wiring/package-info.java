/**
 * Decides which adapter stands behind each port, one way for each mode, and with which threads,
 * time budgets and caches. Holds no chat logic.
 */
package io.chats.launcher.wiring;
