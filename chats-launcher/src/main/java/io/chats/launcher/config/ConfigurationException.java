package io.chats.launcher.config;

import java.util.List;
import java.util.stream.Collectors;

/** The environment is wrong. The message names every bad variable, and no secret. */
public final class ConfigurationException extends RuntimeException {

  ConfigurationException(List<String> problems) {
    super(
        problems.stream()
            .map(problem -> "\n  " + problem)
            .collect(Collectors.joining("", "The configuration is wrong:", "")));
  }
}
