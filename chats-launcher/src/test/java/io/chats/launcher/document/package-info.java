/** Documents are correct as far as a test can tell: links, citations, names, notices. */
package io.chats.launcher.document;
