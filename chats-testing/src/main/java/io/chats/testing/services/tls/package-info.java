/** Certificates for private servers and their clients. */
package io.chats.testing.services.tls;
