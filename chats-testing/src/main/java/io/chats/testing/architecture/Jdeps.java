package io.chats.testing.architecture;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the references of compiled code with the {@code jdeps} of the JDK. A JRE is not enough. */
public final class Jdeps {

  private Jdeps() {}

  /**
   * Returns the archives (by path) and modules of the JDK (by name) to which a folder or jar of
   * classes refers. References to other archives than those given appear as {@code not found}.
   *
   * @param inside any class of the folder or jar
   * @param classPath any class of each other archive that may be referred to
   */
  public static Set<String> summary(Class<?> inside, Class<?>... classPath) {
    Stream<String> options = Stream.of("-s", "--multi-release", "base");
    Stream<String> home = Stream.of(archive(inside).toString());
    return targets(
        run(
            Stream.of(options, classPath(classPath), home)
                .flatMap(Function.identity())
                .toArray(String[]::new)));
  }

  /** The folder or jar from which a class was loaded. */
  public static Path archive(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> classPath(Class<?>... types) {
    String path =
        Stream.of(types)
            .map(type -> archive(type).toString())
            .collect(Collectors.joining(File.pathSeparator));
    return path.isEmpty() ? Stream.empty() : Stream.of("-cp", path);
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    int status = jdeps.run(printer, printer, arguments);
    if (status != 0) {
      throw new IllegalStateException("jdeps " + Arrays.toString(arguments) + " said " + out);
    }
    return out.toString();
  }

  /** Returns the right sides of lines such as {@code classes -> java.base}. */
  private static Set<String> targets(String summary) {
    return summary
        .lines()
        .map(line -> line.split(" -> ", 2)[1].strip())
        .collect(Collectors.toUnmodifiableSet());
  }
}
