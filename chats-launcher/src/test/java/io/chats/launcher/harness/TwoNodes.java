package io.chats.launcher.harness;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two nodes on real services, shared by all test classes that leave them and the services as they
 * found them: started when first requested, stopped after the last test. Classes use users of their
 * own where it matters in which chats these are.
 */
public record TwoNodes(RealServices services, Node node, Node other, BusClient bus)
    implements AutoCloseable {

  static TwoNodes start() {
    RealServices services = new RealServices();
    Node node = Node.launch(services.environment());
    Node other = Node.launch(services.environment());
    return new TwoNodes(services, node.awaitReady(), other.awaitReady(), services.bus());
  }

  @Override
  public void close() {
    bus.close();
    other.close();
    node.close();
    services.close();
  }

  /** Injects them into parameters of this type. */
  public static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TwoNodes.class;
    }

    @Override
    public TwoNodes resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(TwoNodes.class))
          .computeIfAbsent(TwoNodes.class, type -> TwoNodes.start(), TwoNodes.class);
    }
  }
}
