/** The snippets of the documentation, compiled and run. */
package io.chats.application.snippet;
