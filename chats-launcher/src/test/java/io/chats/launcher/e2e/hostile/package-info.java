/** Clients who mean harm, or behave as if they did, all at once, and what others notice of it. */
package io.chats.launcher.e2e.hostile;
