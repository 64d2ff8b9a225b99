package io.chats.adapter.mysql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a test class once for each of the {@link Databases}, which it takes as a parameter. Without
 * {@code -Dlong} only a part of them takes its turn, since each costs the start of a server. One
 * that this machine does not have is left out, and the output says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParameterizedClass
@ArgumentsSource(EachDatabase.Provider.class)
public @interface EachDatabase {

  /** Those that the class runs on without {@code -Dlong}, too. */
  Databases[] quick() default {Databases.MARIADB, Databases.MYSQL};

  /** Lists the databases. */
  final class Provider extends AnnotationBasedArgumentsProvider<EachDatabase> {

    /** As the profile of the same name in the parent's pom.xml. */
    private static final String LONG = "long";

    @Override
    protected Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context, EachDatabase annotation) {
      boolean all = System.getProperty(LONG) != null;
      return Arrays.stream(all ? Databases.values() : annotation.quick())
          .filter(kind -> isThere(kind, context))
          .map(Arguments::of);
    }

    private static boolean isThere(Databases kind, ExtensionContext context) {
      if (!kind.isThere()) {
        System.out.printf("%s is NOT RUN on %s: there is none%n", context.getDisplayName(), kind);
      }
      return kind.isThere();
    }
  }
}
