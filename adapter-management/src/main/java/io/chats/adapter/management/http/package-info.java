/** How the management server answers: headers, status codes, and requests by other methods. */
package io.chats.adapter.management.http;
