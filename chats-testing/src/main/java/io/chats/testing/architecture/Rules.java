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
 * The single rules of {@link HexagonRules}.
 *
 * @param shared packages that the application may use beside the domain, Java and SLF4J
 */
record Rules(Layout layout, List<Technology> technologies, List<String> shared) {

  private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

  /** All rules, each with a description fit for a test's name. */
  List<ArchRule> all() {
    Stream<ArchRule> technology =
        technologies.isEmpty() ? Stream.empty() : Stream.of(technologyStaysAtHome());
    return Stream.concat(shape(), technology).map(rule -> rule.allowEmptyShould(true)).toList();
  }

  private Stream<ArchRule> shape() {
    return Stream.of(
        everyClassHasAPlace(),
        domainUsesOnlyJavaBase(),
        applicationUsesOnlyTheDomain(),
        adaptersUseOnlyTheInboundApi(),
        adaptersDoNotUseEachOther(),
        nobodyUsesTheLauncher(),
        portsAreInterfaces(),
        portsAreImplementedOutside(),
        onlyPortsAreImplementedOutside(),
        packagesAreFreeOfCycles());
  }

  ArchRule everyClassHasAPlace() {
    return classes()
        .that()
        .resideInAPackage(layout.everything())
        .should()
        .resideInAnyPackage(layout.places())
        .as("every class is in a part of the product: domain, application, adapter or launcher");
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
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of(layout.application(), layout.domain(), "java..", "org.slf4j.."),
                    shared.stream())
                .toArray(String[]::new))
        .as("the application uses only the domain, Java, SLF4J and what is shared with it");
  }

  ArchRule adaptersUseOnlyTheInboundApi() {
    return noClasses()
        .that()
        .resideInAPackage(layout.allAdapters())
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
    return CompositeArchRule.of(technologies.stream().map(this::staysAtHome).toList())
        .as("each technology is used only in the adapters that it belongs to");
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
        .as("other parts implement ports of the domain, and no other of its interfaces");
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

  static DescribedPredicate<JavaClass> javaBase() {
    return DescribedPredicate.describe(
        "java.base",
        type ->
            type.getPackageName().matches("javax?\\..*")
                && JAVA_BASE.contains(type.getPackageName()));
  }
}
