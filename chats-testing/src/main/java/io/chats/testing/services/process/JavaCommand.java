package io.chats.testing.services.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A main class to run in a JVM of its own. Immutable.
 *
 * @param classPath that of this JVM, unless another one is given
 * @param environment of the child; it gets a few variables that programs need, and no others
 */
public record JavaCommand(
    String classPath,
    String mainClass,
    List<String> jvmOptions,
    List<String> arguments,
    Map<String, String> environment) {

  public JavaCommand {
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  public static JavaCommand of(Class<?> mainClass) {
    return of(mainClass.getName());
  }

  public static JavaCommand of(String mainClass) {
    String classPath = System.getProperty("java.class.path");
    return new JavaCommand(classPath, mainClass, List.of(), List.of(), Map.of());
  }

  /** Takes the classes from elsewhere, such as {@code /folder/lib/*}. */
  public JavaCommand withClassPath(String other) {
    return new JavaCommand(other, mainClass, jvmOptions, arguments, environment);
  }

  /** Adds JVM options, such as {@code -Xmx64m}. */
  public JavaCommand withJvmOptions(String... more) {
    return new JavaCommand(classPath, mainClass, joined(jvmOptions, more), arguments, environment);
  }

  /** Adds arguments. */
  public JavaCommand withArguments(String... more) {
    return new JavaCommand(classPath, mainClass, jvmOptions, joined(arguments, more), environment);
  }

  /** Adds variables, and replaces those of the same name. */
  public JavaCommand withEnvironment(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new JavaCommand(classPath, mainClass, jvmOptions, arguments, all);
  }

  /** Starts it without waiting for anything. */
  public ChildJvm start() {
    return ChildJvm.start(this);
  }

  List<String> commandLine() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.addAll(jvmOptions);
    line.addAll(List.of("-cp", classPath, mainClass));
    line.addAll(arguments);
    return line;
  }

  private static List<String> joined(List<String> present, String... more) {
    return Stream.concat(present.stream(), Stream.of(more)).toList();
  }
}
