/** The pure core: uses nothing but {@code java.base}. */
package io.chats.domain;
