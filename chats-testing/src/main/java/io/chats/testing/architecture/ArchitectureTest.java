package io.chats.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks the rules, each as a test of its own, for the product on the class path without its tests.
 */
public abstract class ArchitectureTest {

  private final HexagonRules rules;
  private final JavaClasses classes;
  private final List<String> parts;

  /**
   * Creates the tests for a service.
   *
   * @param parts packages that must exist, so that no rule holds for want of classes
   */
  protected ArchitectureTest(HexagonRules rules, String... parts) {
    this.rules = rules;
    this.classes = rules.product();
    this.parts = List.of(parts);
  }

  /**
   * Creates the tests for the modules of Chats that are on the class path.
   *
   * @param root see {@link HexagonRules#of}
   * @param parts packages below it that must exist
   */
  protected ArchitectureTest(String root, String... parts) {
    this(
        HexagonRules.ofChats(root),
        Stream.of(parts).map(part -> root + "." + part).toArray(String[]::new));
  }

  @Test
  void seesAllParts() {
    assertThat(parts).allMatch(classes::containPackage);
  }

  @TestFactory
  Stream<DynamicTest> holds() {
    return rules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
  }
}
