package io.chats.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules about packages hold for this module, which is no part of the product. */
class TestingArchitectureTest {

  private static final HexagonRules RULES = HexagonRules.ofChats("io.chats");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.chats.testing");

  @Test
  void packagesAreFreeOfCycles() {
    RULES.rules().packagesAreFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesAreSmall() {
    RULES.moduleRules().packagesAreSmall().check(CLASSES);
  }
}
