/**
 * Three nodes with their services, faults of each of them, and access to the database beside the
 * product.
 */
package io.chats.launcher.cluster.harness;
