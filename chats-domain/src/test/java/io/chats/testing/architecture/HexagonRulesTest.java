package io.chats.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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

/** Proves that each rule can fail: on a fixture that breaks it. */
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
      return rule.apply(HexagonRules.of(root));
    }
  }

  static Stream<Broken> broken() {
    return Stream.of(
        broken(HexagonRules::everyClassHasAPlace, "stray", "Stray", "UnknownAdapter"),
        broken(HexagonRules::domainUsesOnlyJavaBase, "impuredomain", "Logs", "UsesApplication"),
        broken(HexagonRules::applicationUsesOnlyTheDomain, "impureapplication", "UsesAdapter"),
        broken(HexagonRules::adaptersUseOnlyTheInboundApi, "internals", "UsesInternals"),
        broken(HexagonRules::adaptersDoNotUseEachOther, "siblings", "UsesSibling"),
        broken(HexagonRules::nobodyUsesTheLauncher, "launched", "UsesLauncher"),
        broken(HexagonRules::technologyStaysAtHome, "homeless", "UsesDatabase"),
        broken(HexagonRules::portsAreInterfaces, "classes", "Helper", "Extensible"),
        broken(HexagonRules::portsAreImplementedOutside, "inside", "InModel", "BesidePort"),
        broken(HexagonRules::onlyPortsAreImplementedOutside, "hidden", "ImplementsModel"),
        broken(HexagonRules::packagesAreFreeOfCycles, "cycle", "There", "Back"));
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
    assertThat(HexagonRules.of(root).all())
        .allSatisfy(rule -> assertThatCode(() -> rule.check(sound)).doesNotThrowAnyException());
  }

  @Test
  void everyRuleHasAFixture() {
    assertThat(broken().map(broken -> broken.in("any").getDescription()))
        .containsExactlyInAnyOrderElementsOf(
            HexagonRules.of("any").all().stream().map(ArchRule::getDescription).toList());
  }

  private static Broken broken(
      Function<HexagonRules, ArchRule> rule, String fixture, String... culprits) {
    return new Broken(rule, fixture, List.of(culprits));
  }

  private static JavaClasses classes(String root) {
    return new ClassFileImporter().importPackages(root);
  }
}
