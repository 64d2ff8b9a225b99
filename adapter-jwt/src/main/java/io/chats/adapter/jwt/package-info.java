/**
 * Tokens that are verified here, without asking the user service: signed tokens (JWT) of an issuer
 * whose public keys are in a file or behind a URL. It is decided here which tokens are JWTs, which
 * algorithms count, what a token has to say, and when the keys are read again.
 */
package io.chats.adapter.jwt;
