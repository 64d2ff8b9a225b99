package io.chats.testing.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.function.Predicate;

/** Distinguishes ports, the types that belong to them, and their implementations. */
final class Ports {

  private Ports() {}

  /** Interfaces of the ports' packages, and types declared inside of them. */
  static DescribedPredicate<JavaClass> partOf(Layout layout) {
    return DescribedPredicate.describe("are part of a port", type -> isPartOf(type, layout));
  }

  /** Classes that implement an interface of the ports' packages. */
  static DescribedPredicate<JavaClass> implementations(Layout layout) {
    return implementing("implement a port", port -> isAt(port, layout));
  }

  /** Classes that implement an interface of the domain that is not a port. */
  static DescribedPredicate<JavaClass> implementationsOfOthers(Layout layout) {
    return implementing(
        "implement what is no port of the domain",
        type -> type.getPackageName().startsWith(layout.root() + ".domain") && !isAt(type, layout));
  }

  /**
   * The values and failures that ports exchange, which may be in the same package. A plain class
   * may be, too, if it is final and neither extends nor implements anything: then it implements no
   * port.
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
