/**
 * JSON as every adapter reads it: the fields of an object with one policy for what is wrong, text
 * that UTF-8 can hold, and the names of the domain's values on the wire.
 */
package io.chats.json;
