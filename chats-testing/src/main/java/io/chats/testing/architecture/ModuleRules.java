package io.chats.testing.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rules of Chats about its own modules, beside those of the hexagon.
 *
 * @param internalPackages packages that are public for other packages of their module only
 */
record ModuleRules(Layout layout, List<String> internalPackages) {

  static final int MAX_CLASSES = 25;

  private static final String CHATS = "io.chats";
  private static final String LIST = "internal-packages";

  /** The rules with the internal packages of Chats, below another root package in tests. */
  static ModuleRules ofChats(String root) {
    List<String> internal =
        listedPackages().stream().map(name -> root + name.substring(CHATS.length())).toList();
    return new ModuleRules(Layout.ofChats(root), internal);
  }

  /**
   * Reads the list that {@code bin/api-check} reads, too: each line names a package with all below
   * it.
   */
  static List<String> listedPackages() {
    try (InputStream list = ModuleRules.class.getResourceAsStream(LIST)) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ArchRule> all() {
    return List.of(packagesAreSmall(), internalPackagesStayInside(), sharedModulesUseLittle());
  }

  ArchRule packagesAreSmall() {
    return slices()
        .matching(layout.eachPackage())
        .should(new SmallEnough())
        .as("no package holds more than " + MAX_CLASSES + " classes");
  }

  ArchRule internalPackagesStayInside() {
    return CompositeArchRule.of(internalPackages.stream().map(this::staysInside).toList())
        .as("internal packages are used only by their own module");
  }

  ArchRule sharedModulesUseLittle() {
    return CompositeArchRule.of(layout.shared().stream().map(this::usesLittle).toList())
        .as("shared modules use only java.base and what each is made for");
  }

  private ArchRule staysInside(String internal) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(layout.moduleOf(internal))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(internal + "..")
        .allowEmptyShould(true);
  }

  private ArchRule usesLittle(SharedModule module) {
    return classes()
        .that()
        .resideInAPackage(layout.part(module.name()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(module.allowed(layout)).or(Rules.javaBase()))
        .allowEmptyShould(true);
  }

  /** Counts the classes that have a file of their own. */
  private static final class SmallEnough extends ArchCondition<Slice> {

    SmallEnough() {
      super("hold at most %d classes", MAX_CLASSES);
    }

    @Override
    public void check(Slice slice, ConditionEvents events) {
      List<String> names =
          slice.stream()
              .filter(type -> type.isTopLevelClass() && !isPackageInfo(type))
              .map(JavaClass::getSimpleName)
              .sorted()
              .toList();
      boolean fits = names.size() <= MAX_CLASSES;
      String message = slice.getDescription() + " has " + names.size() + " classes: " + names;
      events.add(new SimpleConditionEvent(slice, fits, message));
    }

    private static boolean isPackageInfo(JavaClass type) {
      return type.getSimpleName().equals("package-info");
    }
  }
}
