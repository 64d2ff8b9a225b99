/** The errors of spec 11, and the typed refusals that lead to them. */
package io.chats.domain.refusal;
