package io.chats.launcher.cluster.harness;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One cluster for all test classes, since starting one takes long: started when first requested,
 * repaired before each test, stopped after the last one.
 */
public final class SharedCluster implements BeforeEachCallback, ParameterResolver {

  @Override
  public void beforeEach(ExtensionContext context) {
    cluster(context).heal();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ChatsCluster.class;
  }

  @Override
  public ChatsCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  private static ChatsCluster cluster(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedCluster.class))
        .computeIfAbsent(ChatsCluster.class, type -> ChatsCluster.start(), ChatsCluster.class);
  }
}
