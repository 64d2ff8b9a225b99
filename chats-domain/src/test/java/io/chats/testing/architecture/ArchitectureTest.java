package io.chats.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks the rules for all of the product that is on the class path; its tests are left out. */
public abstract class ArchitectureTest {

  private static final String TEST_JAR = "-tests.jar";

  private final HexagonRules rules;
  private final JavaClasses classes;
  private final List<String> parts;

  /**
   * For the parts of the product that a module sees.
   *
   * @param root see {@link HexagonRules#of}
   * @param parts packages below it that must be there, so that no rule holds for want of classes
   */
  protected ArchitectureTest(String root, String... parts) {
    this.rules = HexagonRules.of(root);
    this.classes = product(root);
    this.parts = Stream.of(parts).map(part -> root + "." + part).toList();
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

  private static JavaClasses product(String root) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains(TEST_JAR))
        .importPackages(root);
  }
}
