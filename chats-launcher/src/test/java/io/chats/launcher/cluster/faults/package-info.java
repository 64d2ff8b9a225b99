/** Guarantees of the contract while services and nodes fail under a load. */
package io.chats.launcher.cluster.faults;
