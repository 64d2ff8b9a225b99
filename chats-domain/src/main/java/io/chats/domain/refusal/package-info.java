/** The typed reasons why a request was not carried out, and the error codes of spec 11 for them. */
package io.chats.domain.refusal;
