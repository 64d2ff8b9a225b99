package io.chats.launcher.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.chats.launcher.harness.HttpBusClient;
import io.chats.launcher.harness.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The playground in a real browser, used as people do: by clicking and typing. */
class PlaygroundIT {

  private static final int TIMEOUT_MILLIS = 15_000;
  private static final String HOSTILE =
      "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

  @TempDir private static Path data;
  private static Node node;
  private static Chromium chromium;

  private BrowserContext visitor;
  private PlaygroundPage page;

  @BeforeAll
  static void start() {
    node = Node.start(Map.of("DATA_DIR", data.toString(), "SHUTDOWN_SLEEP", "1"));
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    node.close();
  }

  @AfterEach
  void leave() {
    try {
      page.assertClean();
    } finally {
      visitor.close();
    }
  }

  @Test
  void aConsultationFromItsBeginningToItsEnd() {
    open(desktop());
    page.screenshot("welcome");
    page.start();
    PersonPanel client = page.person("Client");
    PersonPanel doctor = page.person("Doctor");
    client.say("Good morning");
    assertThat(doctor.texts()).hasText("Good morning");
    client.assertTicks("Good morning", "read");
    assertThat(client.root().getByText(": online")).hasCount(1);

    doctor.field().pressSequentially("Does it");
    client.assertSees("The doctor is typing…");
    page.screenshot("typing");
    doctor.say("Does it hurt?");
    client.assertSees("Does it hurt?");
    client.assertDoesNotSee("typing");

    page.button("Add an operator").click();
    page.button("Add a bot").click();
    PersonPanel operator = page.person("Operator");
    operator.assertSees("Does it hurt?");
    page.person("Bot").say("Your next visit is on Friday");
    client.assertSees("Your next visit is on Friday");
    assertThat(client.root().getByText(": online")).hasCount(2);
    page.assertSideBySide(List.of("Client", "Doctor", "Operator", "Bot"));
    page.screenshot("four-participants");

    page.button("Hand over to another doctor").click();
    PersonPanel successor = page.person("Doctor 2");
    successor.assertSees("Good morning");
    doctor.assertSees("No longer takes part.");
    operator.say("Please take over");
    successor.assertSees("Please take over");
    doctor.assertDoesNotSee("Please take over");
    page.screenshot("handed-over");
    doctor.root().getByText("Remove").click();
    assertThat(doctor.root()).hasCount(0);

    page.button("Send an update").click();
    client.assertSees("Consultation " + page.order() + " is active");

    page.button("Close the chat").click();
    assertThat(page.page().locator("#chat-status")).hasText("closed");
    client.assertSees("The chat is closed");
    assertThat(client.field()).isHidden();
    assertThat(page.button("Hand over to another doctor")).isDisabled();
    page.screenshot("closed");
  }

  @Test
  void whatIsNotReadIsCountedUntilItIsRead() {
    open(desktop());
    page.start();
    PersonPanel client = page.person("Client");
    PersonPanel doctor = page.person("Doctor");
    doctor.reads().uncheck();
    client.say("One");
    client.say("Two");
    doctor.assertSees("2 unread");
    client.assertTicks("Two", "stored");
    page.screenshot("unread");
    doctor.reads().check();
    doctor.assertDoesNotSee("unread");
    client.assertTicks("One", "read");
    client.assertTicks("Two", "read");
  }

  @Test
  void aClientThatWasCutOffCatchesUpAndLosesNothing() throws Exception {
    open(desktop());
    page.start();
    PersonPanel client = page.person("Client");
    PersonPanel doctor = page.person("Doctor");
    client.say("Before");
    doctor.assertSees("Before");
    doctor.network().uncheck();
    client.assertSees(": offline");
    IntStream.rangeClosed(1, 3).forEach(i -> client.say("Missed " + i));
    doctor.say("Written without a network");
    doctor.assertTicks("Written without a network", "waiting");
    client.assertTicks("Missed 3", "stored");
    doctor.assertDoesNotSee("Missed 1");
    client.assertDoesNotSee("Written without a network");
    page.screenshot("cut-off");

    doctor.network().check();
    doctor.assertSees("Missed while away: 3");
    doctor.assertSees("Caught up on 3 in");
    String[] all = {"Before", "Missed 1", "Missed 2", "Missed 3", "Written without a network"};
    assertThat(doctor.texts()).hasText(all);
    assertThat(client.texts()).hasText(all);
    client.assertSees(": online");
    doctor.assertTicks("Written without a network", "read");
    page.screenshot("caught-up");
    assertThat(stored(page.chat(), page.order() * 100 + 1)).containsExactly(all);
  }

  @Test
  void olderMessagesAppearWhenOneScrollsUp() {
    open(desktop());
    page.start();
    PersonPanel client = page.person("Client");
    page.button("Add a long history").click();
    assertThat(page.button("Add a long history")).isEnabled();
    page.page().reload();
    assertThat(client.texts()).hasCount(20);
    Locator log = client.root().getByRole(AriaRole.LOG);
    Locator oldest = client.root().locator(".message").first();
    String seq = oldest.getAttribute("data-seq");
    log.hover();
    page.page().mouse().wheel(0, -20_000);
    assertThat(client.texts()).hasCount(40);
    // The message that was at the top is still in sight: the older ones came above it.
    assertThat(client.root().locator("[data-seq='" + seq + "']")).isInViewport();
    assertThat(seqs(client))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    page.screenshot("history");
  }

  @Test
  void everythingThatPassesIsShownAndCanBeCopied() {
    open(desktop());
    visitor.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.start();
    page.person("Client").say("It's better");
    Locator sent = page.traffic("Client→messageIt's better");
    sent.locator("summary").click();
    assertThat(sent).containsText("\"clientMessageId\"");
    page.screenshot("traffic");

    page.page().getByLabel("Show").selectOption("bus");
    assertThat(page.traffic("hello")).hasCount(0);
    Locator opened = page.traffic("POST /chats/new");
    opened.locator("summary").click();
    assertThat(opened).containsText("\"chat_id\"");
    opened.getByRole(AriaRole.BUTTON).click();
    assertThat(opened).containsText("Copied");
    String copied = (String) page.page().evaluate("() => navigator.clipboard.readText()");
    assertThat(copied)
        .startsWith(
            "curl -s " + node.management() + "/bus -H 'Content-Type: application/json' -d '")
        .contains("\"order_id\":" + page.order());
  }

  @Test
  void textOfUsersIsTextAndNothingElse() {
    open(desktop());
    page.start();
    page.person("Client").say(HOSTILE);
    assertThat(page.person("Client").texts()).hasText(HOSTILE);
    assertThat(page.person("Doctor").texts()).hasText(HOSTILE);
    assertThat(page.traffic("onerror")).not().hasCount(0);
    page.traffic("onerror").first().locator("summary").click();
    assertThat(page.page().locator("#stage img, #stage script")).hasCount(0);
    assertThat(page.page()).hasTitle("Chats playground");
  }

  @Test
  void aPageThatIsLoadedAgainGoesOn() {
    open(desktop());
    page.start();
    page.person("Client").say("Still here?");
    page.person("Doctor").assertSees("Still here?");
    long order = page.order();
    page.page().reload();
    page.person("Client").assertTicks("Still here?", "read");
    assertThat(page.order()).isEqualTo(order);
    page.button("New consultation").click();
    assertThat(page.page().locator("#title")).not().hasText("Consultation " + order);
    page.person("Client").assertSees("Nothing has been said yet.");
  }

  @Test
  void darkAndLightEnglishAndRussian() {
    open(desktop().setColorScheme(ColorScheme.DARK));
    page.start();
    assertThat(page.brightness()).isLessThan(40);
    page.button("По-русски").click();
    assertThat(page.page().locator("html")).hasAttribute("lang", "ru");
    page.button("Передать другому врачу").click();
    page.person("Врач").assertSees("Больше не участвует.");
    page.person("Клиент").say("Добрый день");
    page.person("Врач 2").assertSees("Добрый день");
    page.person("Клиент").assertTicks("Добрый день", "прочитано");
    page.assertAccessible();
    page.screenshot("dark-russian");
    page.button("Светлая или тёмная тема").click();
    assertThat(page.brightness()).isGreaterThan(220);
    page.page().reload();
    assertThat(page.button("Закрыть чат")).isVisible();
    assertThat(page.brightness()).isGreaterThan(220);
  }

  @Test
  void onAPhoneOneSeesOnePersonAtATime() {
    open(new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
    page.assertFitsTheScreen();
    page.screenshot("phone-welcome");
    page.button("Start a consultation").tap();
    PersonPanel client = page.person("Client");
    assertThat(client.root().getByText("Connected")).isVisible();
    assertThat(page.person("Doctor").root()).hasCount(0);
    client.say("Good morning");
    page.tab("Doctor (1)").tap();
    PersonPanel doctor = page.person("Doctor");
    doctor.assertSees("Good morning");
    doctor.say("How are you?");
    assertThat(page.tab("Client (1)")).isVisible();
    page.assertFitsTheScreen();
    page.assertAccessible();
    page.screenshot("phone");
    page.tab("Traffic").tap();
    assertThat(page.traffic("How are you?").first()).isVisible();
    page.assertFitsTheScreen();
    page.screenshot("phone-traffic");
  }

  @Test
  void theKeyboardIsEnough() {
    open(desktop());
    page.reach("Start a consultation");
    page.page().keyboard().press("Enter");
    PersonPanel client = page.person("Client");
    assertThat(client.root().getByText("Connected")).isVisible();
    page.assertAccessible();
    page.reach("Network of " + client.root().getByRole(AriaRole.HEADING).textContent());
    page.page().keyboard().press("Space");
    client.assertSees("No network");
    page.page().keyboard().press("Space");
    client.assertSees("Connected");
    page.reach("Message from " + client.root().getByRole(AriaRole.HEADING).textContent());
    page.page().keyboard().type("By hand");
    page.page().keyboard().press("Shift+Enter");
    page.page().keyboard().type("in two lines");
    page.page().keyboard().press("Enter");
    assertThat(page.person("Doctor").texts()).hasText("By hand\nin two lines");
    assertThat(client.field()).isFocused();
  }

  private void open(Browser.NewContextOptions options) {
    visitor = chromium.visitor(options.setLocale("en-GB"));
    visitor.setDefaultTimeout(TIMEOUT_MILLIS);
    page = new PlaygroundPage(visitor, node.management());
  }

  private static Browser.NewContextOptions desktop() {
    return new Browser.NewContextOptions().setViewportSize(1440, 900);
  }

  /** The texts of a chat as the database has them. */
  private static List<String> stored(long chat, long user) throws Exception {
    JsonNode page =
        new HttpBusClient(node)
            .ask("GET", "/chats/chat/recent", Map.of("chat_id", chat, "user_id", user));
    return page.get("messages").valueStream().map(message -> message.get("text").asText()).toList();
  }

  private static List<Integer> seqs(PersonPanel panel) {
    return panel.root().locator(".message").all().stream()
        .map(message -> Integer.valueOf(message.getAttribute("data-seq")))
        .toList();
  }
}
