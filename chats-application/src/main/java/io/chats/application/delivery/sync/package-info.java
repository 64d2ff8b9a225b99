/** Catches sessions up with what they have missed (spec 6, G4). */
package io.chats.application.delivery.sync;
