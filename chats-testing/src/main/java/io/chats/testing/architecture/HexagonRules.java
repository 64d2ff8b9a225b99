package io.chats.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hexagon: dependencies point inward, each technology has one home, and what the domain needs
 * of the world it asks of ports. The rules hold for the classes below a root package, which has
 * {@code domain} (with its ports in {@code domain.port}), {@code application} (with what adapters
 * may call in {@code application.api}), {@code adapter.*} and {@code launcher}; a part of the
 * hexagon that is not among the classes under test breaks none. For any service:
 *
 * <pre>{@code HexagonRules.of("com.example.clinic").check();}</pre>
 *
 * <p>Immutable.
 */
public final class HexagonRules {

  private static final String TEST_JAR = "-tests.jar";

  private final Layout layout;
  private final List<Technology> technologies;
  private final List<String> shared;

  private HexagonRules(Layout layout, List<Technology> technologies, List<String> shared) {
    this.layout = layout;
    this.technologies = List.copyOf(technologies);
    this.shared = List.copyOf(shared);
  }

  /**
   * The rules for a service with any adapters, whose technologies are used in adapters and launcher
   * only.
   *
   * @param root the package that holds the parts
   */
  public static HexagonRules of(String root) {
    return new HexagonRules(new Layout(root, List.of()), List.of(), List.of());
  }

  /** The rules for Chats itself: its adapters and technologies. */
  static HexagonRules ofChats(String root) {
    return new HexagonRules(new Layout(root, Layout.ADAPTERS), Technology.ALL, List.of());
  }

  /** With these adapters only: their packages below {@code adapter}. */
  public HexagonRules withAdapters(String... names) {
    return new HexagonRules(new Layout(layout.root(), List.of(names)), technologies, shared);
  }

  /**
   * With a technology that is used only in the launcher and in these adapters.
   *
   * @param packages of the technology, as ArchUnit identifies them: {@code java.sql..}
   */
  public HexagonRules withTechnology(String name, List<String> adapters, String... packages) {
    Technology added = new Technology(name, adapters, List.of(packages));
    return new HexagonRules(
        layout, Stream.concat(technologies.stream(), Stream.of(added)).toList(), shared);
  }

  /**
   * With packages that the application may use beside the domain, Java and SLF4J: those of Chats,
   * for a service whose use cases call it.
   *
   * @param packages as ArchUnit identifies them: {@code io.chats.application.api..}
   */
  public HexagonRules withSharedPackages(String... packages) {
    return new HexagonRules(
        layout, technologies, Stream.concat(shared.stream(), Stream.of(packages)).toList());
  }

  /**
   * Checks all classes below the root that are on the class path, but those of tests.
   *
   * @throws AssertionError that names the rule which is broken, and every class that breaks it;
   *     also when there is no class below the root
   */
  public void check() {
    JavaClasses classes = product();
    if (classes.isEmpty()) {
      throw new AssertionError("there is no class below " + layout.root());
    }
    all().forEach(rule -> rule.check(classes));
  }

  /** All classes below the root that are on the class path, but those of tests. */
  JavaClasses product() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains(TEST_JAR))
        .importPackages(layout.root());
  }

  /** All rules, each with a description fit for a test's name. */
  public List<ArchRule> all() {
    return rules().all();
  }

  Rules rules() {
    return new Rules(layout, technologies, shared);
  }
}
