/** Certificates and keys in PEM files, for connections to services that use TLS. */
package io.chats.support.tls;
