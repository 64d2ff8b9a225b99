package io.chats.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of the hexagon: dependencies point inward, a technology is used only in the adapters
 * that it belongs to, and the domain reaches the outside through ports. They hold for the classes
 * below a root package that has {@code domain} (with its ports in {@code domain.port}), {@code
 * application} (with the API for adapters in {@code application.api}), {@code adapter.*} and {@code
 * launcher}. A part that is not among the classes under test breaks no rule. For any service:
 *
 * <pre>{@code HexagonRules.of("com.example.clinic").check();}</pre>
 *
 * <p>Immutable.
 */
public final class HexagonRules {

  private static final String TESTING = "/io/chats/testing/";

  private final Rules rules;
  private final Optional<ModuleRules> ofModules;

  private HexagonRules(Rules rules, Optional<ModuleRules> ofModules) {
    this.rules = rules;
    this.ofModules = ofModules;
  }

  /**
   * Returns the rules for a service with any adapters.
   *
   * @param root the package that holds the parts
   */
  public static HexagonRules of(String root) {
    return new HexagonRules(new Rules(Layout.of(root), List.of(), List.of()), Optional.empty());
  }

  /** The rules for Chats itself: its adapters, technologies and modules. */
  static HexagonRules ofChats(String root) {
    Layout layout = Layout.ofChats(root);
    List<String> shared = List.of(layout.part(SharedModule.SUPPORT.name()));
    return new HexagonRules(
        new Rules(layout, Technology.ALL, shared), Optional.of(ModuleRules.ofChats(root)));
  }

  /** Allows these adapters only, by the names of their packages below {@code adapter}. */
  public HexagonRules withAdapters(String... names) {
    Layout layout = Layout.of(rules.layout().root(), names);
    return new HexagonRules(new Rules(layout, rules.technologies(), rules.shared()), ofModules);
  }

  /**
   * Restricts a technology to the launcher and these adapters.
   *
   * @param packages of the technology, as ArchUnit identifies them: {@code java.sql..}
   */
  public HexagonRules withTechnology(String name, List<String> adapters, String... packages) {
    Technology added = new Technology(name, adapters, List.of(packages));
    return new HexagonRules(
        new Rules(rules.layout(), joined(rules.technologies(), List.of(added)), rules.shared()),
        ofModules);
  }

  /**
   * Allows the application packages beside the domain, Java and SLF4J: those of Chats, for a
   * service whose use cases call it.
   *
   * @param packages as ArchUnit identifies them: {@code io.chats.application.api..}
   */
  public HexagonRules withSharedPackages(String... packages) {
    return new HexagonRules(
        new Rules(rules.layout(), rules.technologies(), joined(rules.shared(), List.of(packages))),
        ofModules);
  }

  /**
   * Checks all classes below the root that are on the class path, except for tests.
   *
   * @throws AssertionError that names the rule which is broken, and every class that breaks it;
   *     also when there is no class below the root
   */
  public void check() {
    JavaClasses classes = product();
    if (classes.isEmpty()) {
      throw new AssertionError("there is no class below " + rules.layout().root());
    }
    all().forEach(rule -> rule.check(classes));
  }

  /** All classes below the root that are on the class path, except for tests and this module. */
  JavaClasses product() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("-tests.jar"))
        .withImportOption(location -> !location.contains(TESTING))
        .importPackages(rules.layout().root());
  }

  /** All rules, each with a description fit for a test's name. */
  public List<ArchRule> all() {
    return Stream.concat(rules.all().stream(), ofModules.stream().flatMap(m -> m.all().stream()))
        .map(rule -> rule.allowEmptyShould(true))
        .toList();
  }

  Rules rules() {
    return rules;
  }

  ModuleRules moduleRules() {
    return ofModules.orElseThrow();
  }

  private static <T> List<T> joined(List<T> present, List<T> more) {
    return Stream.concat(present.stream(), more.stream()).toList();
  }
}
