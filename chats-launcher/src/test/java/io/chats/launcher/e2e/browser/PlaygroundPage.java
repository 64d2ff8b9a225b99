package io.chats.launcher.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The playground in a browser, and its elements. */
final class PlaygroundPage {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int MAX_STOPS = 40;
  private static final String FOCUSED =
      "document.activeElement.ariaLabel ?? document.activeElement.textContent";

  private final Page page;
  private final String address;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Opens the page. */
  PlaygroundPage(BrowserContext visitor, String address) {
    this.address = address + "/";
    page = visitor.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequest(request -> asked.add(request.url()));
    page.onWebSocket(socket -> asked.add(socket.url()));
    page.navigate(this.address);
  }

  Page page() {
    return page;
  }

  /** Starts a new consultation with a connected client and a connected doctor. */
  PlaygroundPage start() {
    button("Start a consultation").click();
    assertThat(person("Client").root().getByText("Connected")).isVisible();
    assertThat(person("Doctor").root().getByText("Connected")).isVisible();
    return this;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The tab of a participant on a narrow page. */
  Locator tab(String name) {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The part of the page for a participant, by role: Client, Doctor, Doctor 2 … */
  PersonPanel person(String role) {
    return new PersonPanel(
        page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(role).setExact(true)));
  }

  /** The lines of the traffic panel that contain the text, newest first. */
  Locator traffic(String text) {
    return page.locator("#wire li:not([hidden])")
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The number of the order, from the title. */
  long order() {
    return Long.parseLong(page.locator("#title").textContent().replaceAll("\\D", ""));
  }

  long chat() {
    return Long.parseLong(page.url().replaceAll(".*chat=", ""));
  }

  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + ".png"))
            .setAnimations(ScreenshotAnimations.DISABLED));
  }

  /** Fails if the console has an error, or if another host than this service was called. */
  void assertClean() {
    assertThat(complaints).isEmpty();
    URI own = URI.create(address);
    List<String> elsewhere =
        asked.stream().filter(url -> !URI.create(url).getHost().equals(own.getHost())).toList();
    assertThat(elsewhere).isEmpty();
    assertThat(schemes()).isSubsetOf("http", "ws");
  }

  /** Fails unless these participants are beside each other, in this order, and all in sight. */
  void assertSideBySide(List<String> roles) {
    double end = 0;
    for (String role : roles) {
      BoundingBox box = person(role).root().boundingBox();
      assertThat(box.x).describedAs(role).isGreaterThanOrEqualTo(end);
      end = box.x + box.width;
    }
    assertThat(end).isLessThan(page.locator("#wire").boundingBox().x);
  }

  /** Fails if the page has to be scrolled sideways. */
  void assertFitsTheScreen() {
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
  }

  /** Checks labels, roles and contrast: the part of WCAG 2.2 AA that a program can check. */
  void assertAccessible() {
    List<String> violations =
        new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations()
                .stream()
                .map(violation -> violation.getHelp() + ": " + violation.getNodes())
                .toList();
    assertThat(violations).isEmpty();
  }

  /** The brightness of the page, from 0 to 255. */
  int brightness() {
    String colour = "getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]";
    return Integer.parseInt((String) page.evaluate(colour));
  }

  /** Presses Tab until the element of this name has the focus. */
  void reach(String name) {
    for (int i = 0; i < MAX_STOPS; i++) {
      page.keyboard().press("Tab");
      if (name.equals(page.evaluate(FOCUSED))) {
        return;
      }
    }
    throw new AssertionError("no way to \"" + name + "\" by keyboard");
  }

  private Set<String> schemes() {
    return asked.stream().map(url -> URI.create(url).getScheme()).collect(Collectors.toSet());
  }
}
