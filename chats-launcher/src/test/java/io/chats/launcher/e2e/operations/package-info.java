/**
 * Tests of everything that operators meet: configuration, start, stop, health, metrics, logs,
 * Sentry, Pinba, outages and full disks.
 */
package io.chats.launcher.e2e.operations;
