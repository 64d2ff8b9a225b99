package io.chats.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves that each rule can fail, on a fixture that breaks it. */
class HexagonRulesTest {

  private static final String FIXTURES = "io.chats.testing.architecture.fixture.";

  /**
   * A rule and what breaks it.
   *
   * @param fixture its root package
   * @param culprits simple names of all classes that the rule must name
   */
  record Broken(Function<HexagonRules, ArchRule> rule, String fixture, List<String> culprits) {
    ArchRule in(String root) {
      return rule.apply(HexagonRules.ofChats(root));
    }
  }

  static Stream<Broken> broken() {
    return Stream.of(
        broken(Rules::everyClassHasAPlace, "stray", "Stray", "UnknownAdapter"),
        broken(Rules::domainUsesOnlyJavaBase, "impuredomain", "Logs", "UsesApplication"),
        broken(Rules::applicationUsesOnlyTheDomain, "impureapplication", "UsesAdapter"),
        broken(Rules::adaptersUseOnlyTheInboundApi, "internals", "UsesInternals"),
        broken(Rules::adaptersDoNotUseEachOther, "siblings", "UsesSibling"),
        broken(Rules::nobodyUsesTheLauncher, "launched", "UsesLauncher"),
        broken(Rules::technologyStaysAtHome, "homeless", "UsesDatabase"),
        broken(Rules::portsAreInterfaces, "classes", "Helper", "Extensible"),
        broken(Rules::portsAreImplementedOutside, "inside", "InModel", "BesidePort"),
        broken(Rules::onlyPortsAreImplementedOutside, "hidden", "ImplementsModel"),
        broken(Rules::packagesAreFreeOfCycles, "cycle", "There", "Back"),
        brokenModule(ModuleRules::packagesAreSmall, "crowded", "Crowded"),
        brokenModule(ModuleRules::internalPackagesStayInside, "intruder", "UsesInternal"),
        brokenModule(ModuleRules::sharedModulesUseLittle, "shared", "UsesDomain", "UsesDatabase"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void ruleNamesAllThatBreakIt(Broken broken) {
    String root = FIXTURES + broken.fixture();
    EvaluationResult result = broken.in(root).evaluate(classes(root));
    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().toString()).contains(broken.culprits());
  }

  @Test
  void everyRuleHoldsForASoundProduct() {
    String root = FIXTURES + "sound";
    JavaClasses sound = classes(root);
    assertThat(HexagonRules.ofChats(root).all())
        .allSatisfy(rule -> assertThatCode(() -> rule.check(sound)).doesNotThrowAnyException());
  }

  @Test
  void holdsForAServiceWithOtherAdapters() {
    String root = FIXTURES + "stray";
    assertThat(HexagonRules.of(root).rules().everyClassHasAPlace().evaluate(classes(root)))
        .satisfies(result -> assertThat(report(result)).contains("Stray"))
        .satisfies(result -> assertThat(report(result)).doesNotContain("UnknownAdapter"));
  }

  @Test
  void knowsTheAdaptersAndTechnologiesOfAService() {
    String root = FIXTURES + "sound";
    HexagonRules rules = HexagonRules.of(root);
    assertThat(rules.withAdapters("nats").rules().everyClassHasAPlace().evaluate(classes(root)))
        .satisfies(result -> assertThat(report(result)).contains("JdbcThingStore"));
    assertThat(
            rules
                .withTechnology("database", List.of("nats"), "java.sql..", "javax.sql..")
                .rules()
                .technologyStaysAtHome()
                .evaluate(classes(root)))
        .satisfies(result -> assertThat(report(result)).contains("JdbcThingStore"));
  }

  @Test
  void theApplicationMayUseWhatIsShared() {
    String root = FIXTURES + "impureapplication";
    HexagonRules rules = HexagonRules.of(root);
    JavaClasses classes = classes(root);
    assertThat(rules.rules().applicationUsesOnlyTheDomain().evaluate(classes).hasViolation())
        .isTrue();
    assertThat(
            rules
                .withSharedPackages(root + ".adapter..")
                .rules()
                .applicationUsesOnlyTheDomain()
                .evaluate(classes)
                .hasViolation())
        .isFalse();
  }

  @Test
  void noRuleHoldsForWantOfClasses() {
    assertThatThrownBy(() -> HexagonRules.of("io.chats.nowhere").check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.chats.nowhere");
  }

  @Test
  void everyRuleHasAFixture() {
    assertThat(broken().map(broken -> broken.in("any").getDescription()))
        .containsExactlyInAnyOrderElementsOf(
            HexagonRules.ofChats("any").all().stream().map(ArchRule::getDescription).toList());
  }

  private static Broken broken(Function<Rules, ArchRule> rule, String fixture, String... culprits) {
    return new Broken(rules -> rule.apply(rules.rules()), fixture, List.of(culprits));
  }

  private static Broken brokenModule(
      Function<ModuleRules, ArchRule> rule, String fixture, String... culprits) {
    return new Broken(rules -> rule.apply(rules.moduleRules()), fixture, List.of(culprits));
  }

  private static String report(EvaluationResult result) {
    return result.getFailureReport().toString();
  }

  private static JavaClasses classes(String root) {
    return new ClassFileImporter().importPackages(root);
  }
}
