package io.chats.launcher.cluster.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.harness.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;

/** The number of messages that NATS has sent to each node, as the servers count them. */
final class NatsTraffic {

  private final ChatsCluster cluster;

  NatsTraffic(ChatsCluster cluster) {
    this.cluster = cluster;
  }

  /** Counts the present connections of the node. */
  long messagesInto(ClusterNode node) {
    long messages = 0;
    for (int server = 0; server < cluster.nats().servers().size(); server++) {
      Set<Integer> ports = node.portsTo(server);
      for (JsonNode connection : connections(server)) {
        if (ports.contains(connection.get("port").asInt())) {
          messages += connection.get("out_msgs").asLong();
        }
      }
    }
    return messages;
  }

  private JsonNode connections(int server) {
    String url = cluster.nats().server(server).monitoringUrl() + "/connz";
    try (InputStream answer = URI.create(url).toURL().openStream()) {
      return Json.read(answer.readAllBytes()).get("connections");
    } catch (IOException e) {
      throw new AssertionError(url, e);
    }
  }
}
