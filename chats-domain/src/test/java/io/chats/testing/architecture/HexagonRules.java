package io.chats.testing.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hexagon: dependencies point inward, each technology has one home, and what the domain needs
 * of the world it asks of ports. The rules hold for the classes below a root package; a part of the
 * hexagon that is not among the classes under test breaks none.
 */
public final class HexagonRules {

  private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

  private final Layout layout;

  private HexagonRules(Layout layout) {
    this.layout = layout;
  }

  /**
   * The rules for one product.
   *
   * @param root the package that holds {@code domain}, {@code application}, {@code adapter} and
   *     {@code launcher}
   */
  public static HexagonRules of(String root) {
    return new HexagonRules(new Layout(root));
  }

  /** All rules, each with a description fit for a test's name. */
  public List<ArchRule> all() {
    return Stream.of(
            everyClassHasAPlace(),
            domainUsesOnlyJavaBase(),
            applicationUsesOnlyTheDomain(),
            adaptersUseOnlyTheInboundApi(),
            adaptersDoNotUseEachOther(),
            nobodyUsesTheLauncher(),
            technologyStaysAtHome(),
            portsAreInterfaces(),
            portsAreImplementedOutside(),
            onlyPortsAreImplementedOutside(),
            packagesAreFreeOfCycles())
        .map(rule -> rule.allowEmptyShould(true))
        .toList();
  }

  ArchRule everyClassHasAPlace() {
    return classes()
        .that()
        .resideInAPackage(layout.everything())
        .should()
        .resideInAnyPackage(layout.places())
        .as("every class has a place: the domain, the application, an adapter or the launcher");
  }

  ArchRule domainUsesOnlyJavaBase() {
    return classes()
        .that()
        .resideInAPackage(layout.domain())
        .should()
        .onlyDependOnClassesThat(resideInAPackage(layout.domain()).or(javaBase()))
        .as("the domain uses nothing but java.base");
  }

  ArchRule applicationUsesOnlyTheDomain() {
    return classes()
        .that()
        .resideInAPackage(layout.application())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(layout.application(), layout.domain(), "java..", "org.slf4j..")
        .as("the application uses only the domain, Java and SLF4J");
  }

  ArchRule adaptersUseOnlyTheInboundApi() {
    return noClasses()
        .that()
        .resideInAPackage(layout.adapters())
        .should()
        .dependOnClassesThat(
            resideInAPackage(layout.application()).and(resideOutsideOfPackage(layout.inboundApi())))
        .as("adapters use nothing of the application but its inbound API");
  }

  ArchRule adaptersDoNotUseEachOther() {
    return slices()
        .matching(layout.eachAdapter())
        .should()
        .notDependOnEachOther()
        .as("adapters do not use each other");
  }

  ArchRule nobodyUsesTheLauncher() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(layout.launcher())
        .should()
        .dependOnClassesThat()
        .resideInAPackage(layout.launcher())
        .as("nobody uses the launcher");
  }

  ArchRule technologyStaysAtHome() {
    return CompositeArchRule.of(Technology.ALL.stream().map(this::staysAtHome).toList())
        .as("each technology is used only at its home");
  }

  ArchRule portsAreInterfaces() {
    return classes()
        .that()
        .resideInAPackage(layout.ports())
        .and(DescribedPredicate.not(Ports.partOf(layout)))
        .should(be(Ports.valuesAndFailures()))
        .as("ports are interfaces, and beside them are only values and failures");
  }

  ArchRule portsAreImplementedOutside() {
    return classes()
        .that(Ports.implementations(layout))
        .and(DescribedPredicate.not(Ports.partOf(layout)))
        .should()
        .resideOutsideOfPackage(layout.domain())
        .as("ports are implemented outside of the domain, or inside of the port itself");
  }

  ArchRule onlyPortsAreImplementedOutside() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(layout.domain())
        .should(be(Ports.implementationsOfOthers(layout)))
        .as("what others implement of the domain is a port");
  }

  ArchRule packagesAreFreeOfCycles() {
    return slices()
        .matching(layout.eachPackage())
        .should()
        .beFreeOfCycles()
        .as("packages are free of cycles");
  }

  private ArchRule staysAtHome(Technology technology) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(technology.homes(layout))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technology.identifiers())
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> javaBase() {
    return DescribedPredicate.describe(
        "java.base",
        type ->
            type.getPackageName().startsWith("java.") && JAVA_BASE.contains(type.getPackageName()));
  }
}
