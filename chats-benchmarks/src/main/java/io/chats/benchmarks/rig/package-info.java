/** What runs while something is measured: real services, nodes, and what they are compared with. */
package io.chats.benchmarks.rig;
