package io.chats.launcher.harness;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The variables that Kubernetes makes in a container for the Services of its namespace. */
public final class KubernetesServices {

  private final Map<String, String> variables = new HashMap<>();

  public KubernetesServices() {
    add("kubernetes", 443, "https");
  }

  /** Adds a Service with one named port, with an address of its own. */
  public KubernetesServices add(String service, int port, String portName) {
    String name = variable(service);
    String address = "10.0.0." + (1 + variables.size() / 8);
    String url = "tcp://" + address + ":" + port;
    variables.put(name + "_SERVICE_HOST", address);
    variables.put(name + "_SERVICE_PORT", Integer.toString(port));
    variables.put(name + "_SERVICE_PORT_" + variable(portName), Integer.toString(port));
    variables.put(name + "_PORT", url);
    variables.put(name + "_PORT_" + port + "_TCP", url);
    variables.put(name + "_PORT_" + port + "_TCP_PROTO", "tcp");
    variables.put(name + "_PORT_" + port + "_TCP_PORT", Integer.toString(port));
    variables.put(name + "_PORT_" + port + "_TCP_ADDR", address);
    return this;
  }

  /** The environment of a container, in which what its pod sets comes first. */
  public Map<String, String> environment(Map<String, String> pod) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.putAll(pod);
    return environment;
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
