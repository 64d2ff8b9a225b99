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

/**
 * What compiled code refers to, as the JDK's {@code jdeps} sees it. Needs a JDK, not only a JRE.
 */
public final class Jdeps {

  private Jdeps() {}

  /**
   * The archives and modules of the JDK to which a folder or jar of classes refers: archives by
   * path, modules by name. What is on no class path appears as {@code not found}.
   *
   * @param inside any class of the folder or jar
   * @param classPath any class of each other one that may be referred to
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

  /** Where a class was loaded from. */
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

  /** Of lines such as {@code classes -> java.base} the right side. */
  private static Set<String> targets(String summary) {
    return summary
        .lines()
        .map(line -> line.split(" -> ", 2)[1].strip())
        .collect(Collectors.toUnmodifiableSet());
  }
}
