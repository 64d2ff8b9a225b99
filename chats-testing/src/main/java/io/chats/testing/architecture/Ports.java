package io.chats.testing.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.function.Predicate;

/** Tells ports, what belongs to them, and their implementations apart. */
final class Ports {

  private Ports() {}

  /** Interfaces of the ports' packages, and what is declared inside of them. */
  static DescribedPredicate<JavaClass> partOf(Layout layout) {
    return DescribedPredicate.describe("are part of a port", type -> isPartOf(type, layout));
  }

  /** Classes that implement an interface of the ports' packages. */
  static DescribedPredicate<JavaClass> implementations(Layout layout) {
    return implementing("implement a port", port -> isAt(port, layout));
  }

  /** Classes that implement an interface of the domain's that is no port. */
  static DescribedPredicate<JavaClass> implementationsOfOthers(Layout layout) {
    return implementing(
        "implement what is no port of the domain",
        type -> type.getPackageName().startsWith(layout.root() + ".domain") && !isAt(type, layout));
  }

  /**
   * What may stand beside ports: the values and failures that they exchange. A plain class may, if
   * it is final and neither extends nor implements anything: then it is no implementation.
   */
  static DescribedPredicate<JavaClass> valuesAndFailures() {
    return DescribedPredicate.describe(
        "values or failures",
        type ->
            type.isRecord()
                || type.isEnum()
                || type.isAssignableTo(Throwable.class)
                || isPlainValue(type));
  }

  private static DescribedPredicate<JavaClass> implementing(
      String description, Predicate<JavaClass> implemented) {
    return DescribedPredicate.describe(
        description,
        type -> !type.isInterface() && type.getAllRawInterfaces().stream().anyMatch(implemented));
  }

  private static boolean isPlainValue(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.FINAL)
        && type.getRawInterfaces().isEmpty()
        && type.getRawSuperclass().filter(s -> s.isEquivalentTo(Object.class)).isPresent();
  }

  private static boolean isPartOf(JavaClass type, Layout layout) {
    boolean isPort = type.isInterface() && isAt(type, layout);
    return isPort || type.getEnclosingClass().filter(o -> isPartOf(o, layout)).isPresent();
  }

  private static boolean isAt(JavaClass type, Layout layout) {
    return JavaClass.Predicates.resideInAPackage(layout.ports()).test(type);
  }
}
