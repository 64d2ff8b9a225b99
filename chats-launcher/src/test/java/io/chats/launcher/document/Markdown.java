package io.chats.launcher.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of Markdown as the tests of documents need. */
record Markdown(String text) {

  private static final Pattern FENCE =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INDENTED = Pattern.compile("^ {4}.*$", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *$", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("<a id=\"([^\"]+)\">");

  /** The targets of all links, in order. */
  List<String> links() {
    return LINK.matcher(CODE.matcher(prose()).replaceAll("code"))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** All that links may lead to in this text: headings, named as GitHub does, and ids. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> used = new HashMap<>();
    HEADING
        .matcher(prose())
        .results()
        .map(match -> slug(match.group(1)))
        .forEach(slug -> {
          int times = used.merge(slug, 1, Integer::sum);
          anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
        });
    ID.matcher(prose()).results().map(match -> match.group(1)).forEach(anchors::add);
    return anchors;
  }

  /** The texts in backticks within sentences and tables. */
  List<String> code() {
    return CODE.matcher(prose()).results().map(match -> match.group(1)).toList();
  }

  private String prose() {
    return INDENTED.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
  }

  private static String slug(String heading) {
    return heading
        .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
